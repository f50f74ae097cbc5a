package io.bellhop.container.descriptor;

import java.util.Map;

/**
 * A servlet element.
 *
 * @param name unique in the application
 * @param displayName for people; null if there is none
 * @param className the class
 * @param initParams init parameters, in their order
 * @param loadOnStartup place in the order of initialisation, zero or more; negative if the servlet states none
 * @param runAs the role that it calls others as; null if it states none
 * @param roleRefs role names used in its code, each with the security-role that it stands for
 */
public record ServletDefinition(
        String name,
        String displayName,
        String className,
        Map<String, String> initParams,
        int loadOnStartup,
        String runAs,
        Map<String, String> roleRefs) {
    public ServletDefinition {
        initParams = SipApplication.copy(initParams);
        roleRefs = SipApplication.copy(roleRefs);
    }
}
