package io.bellhop.container;

/** An application that runs. */
public interface DeployedApplication {
    /** Its app-name. */
    String name();

    /** Ends its sessions, destroys its servlets, forgets it. Blocks until that is done; not to be called on a loop. */
    void undeploy();
}
