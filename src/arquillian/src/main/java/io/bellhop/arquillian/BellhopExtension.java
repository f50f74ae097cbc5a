package io.bellhop.arquillian;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** What Arquillian loads of us; it finds this class by its services file. */
public final class BellhopExtension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, BellhopContainer.class)
                .service(ResourceProvider.class, SipAddressProvider.class);
    }
}
