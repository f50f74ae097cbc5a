package io.bellhop.container.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterLoaderTest {
    private static final ClassLoader HERE = RouterLoaderTest.class.getClassLoader();

    /** A provider as somebody else would write it. */
    public static final class OwnProvider extends SipApplicationRouterProvider {
        static final SipApplicationRouter ROUTER = new DefaultApplicationRouter(null);

        @Override
        public SipApplicationRouter getSipApplicationRouter() {
            return ROUTER;
        }
    }

    /** One that has nothing to give. */
    public static final class EmptyProvider extends SipApplicationRouterProvider {
        @Override
        public SipApplicationRouter getSipApplicationRouter() {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider",
        "javax.servlet.sip.ar.spi.SipApplicationRouterProvider"})
    void theSystemPropertyWins(String property) {
        Map<String, String> settings = Map.of(property, OwnProvider.class.getName());
        assertThat(RouterLoader.load(HERE, null, settings::get)).isSameAs(OwnProvider.ROUTER);
    }

    @Test
    void aServiceFileIsNext(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(SipApplicationRouterProvider.class.getName()), OwnProvider.class.getName());
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, HERE)) {
            assertThat(RouterLoader.load(loader, null, name -> null)).isSameAs(OwnProvider.ROUTER);
            Files.writeString(services.resolve(SipApplicationRouterProvider.class.getName()), "no.such.Class");
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, HERE)) {
            assertThatThrownBy(() -> RouterLoader.load(loader, null, name -> null))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("no.such.Class");
        }
    }

    @Test
    void elseItIsTheDefaultOne() {
        assertThat(RouterLoader.load(HERE, null, name -> null)).isInstanceOf(DefaultApplicationRouter.class)
                .isNotSameAs(OwnProvider.ROUTER);
    }

    @Test
    void aProviderThatCantBeUsedIsNamed() {
        String property = "jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider";
        for (String name : new String[] {"no.such.Provider", "java.lang.String", EmptyProvider.class.getName()}) {
            assertThatThrownBy(() -> RouterLoader.load(HERE, null, Map.of(property, name)::get))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining(name);
        }
    }
}
