package io.bellhop.arquillian;

import java.lang.annotation.Annotation;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** Injects {@link SipAddress}. */
public final class SipAddressProvider implements ResourceProvider {
    @Inject
    private Instance<SipAddress> address;

    @Override
    public boolean canProvide(Class<?> type) {
        return type == SipAddress.class;
    }

    @Override
    public Object lookup(ArquillianResource resource, Annotation... qualifiers) {
        return address.get();
    }
}
