package io.bellhop.server.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class MemoryLocationStoreTest {

    private final KeptLog log = new KeptLog();

    private static Binding binding(String contact, long expiresAt) {
        return new Binding(contact, Binding.NO_Q, expiresAt, "call", 1, "", "");
    }

    @Test
    void whatALogHasKeptIsThereAtTheStartAndWhatHasExpiredIsForgotten() throws IOException {
        log.kept.put("alice", Bindings.of(binding("sip:a@1", 5000), binding("sip:a@2", 900)));
        log.kept.put("bob", Bindings.of(binding("sip:b@1", 900)));
        try (MemoryLocationStore store = new MemoryLocationStore(log, 1000)) {
            assertThat(store.find("alice", 1000)).isEqualTo(Bindings.of(binding("sip:a@1", 5000)));
            assertThat(store.find("bob", 0).isEmpty()).isTrue();
            assertThat(log.kept).containsOnlyKeys("alice");
        }
    }

    @Test
    void aChangeIsWrittenThroughBeforeItIsVisible() throws IOException {
        MemoryLocationStore store = new MemoryLocationStore(log, 0);
        log.atPut = () -> assertThat(store.find("alice", 0).isEmpty()).isTrue();
        Bindings bound = Bindings.of(binding("sip:a@1", 5000));
        assertThat(store.update("alice", 0, current -> bound)).isSameAs(bound);
        assertThat(log.kept).containsEntry("alice", bound);
        assertThat(store.find("alice", 0)).isEqualTo(bound);
    }

    @Test
    void aChangeThatCannotBeKeptLeavesTheOldBindings() throws IOException {
        MemoryLocationStore store = new MemoryLocationStore(log, 0);
        Bindings old = Bindings.of(binding("sip:a@1", 5000));
        store.update("alice", 0, current -> old);
        log.failing = true;
        assertThatThrownBy(() -> store.update("alice", 0, current -> Bindings.NONE)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.update("alice", 0, current -> Bindings.of(binding("sip:a@2", 5000))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.remove("alice")).isInstanceOf(IOException.class);
        assertThat(store.find("alice", 0)).isEqualTo(old);
    }

    @Test
    void aChangeThatDeclinesWritesNothing() throws IOException {
        MemoryLocationStore store = new MemoryLocationStore(log, 0);
        log.failing = true;
        assertThat(store.update("alice", 0, current -> null)).isNull();
        assertThat(store.update("alice", 0, current -> Bindings.NONE).isEmpty()).isTrue();
    }

    @Test
    void aChangeDoesNotSeeWhatHasExpired() throws IOException {
        MemoryLocationStore store = new MemoryLocationStore(log, 0);
        store.update("alice", 0, current -> Bindings.of(binding("sip:a@1", 1000)));
        List<Bindings> seen = new ArrayList<>();
        store.update("alice", 1000, current -> {
            seen.add(current);
            return Bindings.of(binding("sip:a@2", 9000));
        });
        assertThat(seen).containsExactly(Bindings.NONE);
    }

    @Test
    void theSweepForgetsWhatHasExpiredInMemoryAndInTheLog() throws IOException {
        MemoryLocationStore store = new MemoryLocationStore(log, 0);
        store.update("alice", 0, current -> Bindings.of(binding("sip:a@1", 1000)));
        store.update("bob", 0, current -> Bindings.of(binding("sip:b@1", 1000), binding("sip:b@2", 9000)));
        store.update("carol", 0, current -> Bindings.of(binding("sip:c@1", 9000)));
        assertThat(store.removeExpired(1000)).isEqualTo(1);
        assertThat(log.kept).containsOnlyKeys("bob", "carol");
        assertThat(log.kept.get("bob").size()).isEqualTo(1);
        List<String> left = new ArrayList<>();
        store.forEachAddress(left::add);
        assertThat(left).containsExactlyInAnyOrder("bob", "carol");
    }

    @Test
    void changesOfOneAddressFromManyThreadsNeverLoseOneAnother() throws Exception {
        MemoryLocationStore store = new MemoryLocationStore(new NoBindingLog(), 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            done.add(threads.submit(() -> {
                start.await();
                for (int n = 0; n < 2000; n++) {
                    store.update("alice", 0, MemoryLocationStoreTest::counted);
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();
        assertThat(store.find("alice", 0).get(0).cseq()).isEqualTo(8000);
    }

    private static Bindings counted(Bindings current) {
        long before = current.isEmpty() ? 0 : current.get(0).cseq();
        return Bindings.of(new Binding("sip:a@1", Binding.NO_Q, 9000, "call", before + 1, "", ""));
    }

    /** A log in a map, which fails when told to. */
    private static final class KeptLog implements BindingLog {

        private final Map<String, Bindings> kept = new HashMap<>();
        private boolean failing;
        private Runnable atPut = () -> { };

        @Override
        public void put(String aor, Bindings bindings) throws IOException {
            atPut.run();
            mayFail();
            kept.put(aor, bindings);
        }

        @Override
        public void remove(String aor) throws IOException {
            mayFail();
            kept.remove(aor);
        }

        private void mayFail() throws IOException {
            if (failing) {
                throw new IOException("the disk is full");
            }
        }

        @Override
        public void load(BiConsumer<String, Bindings> reader) {
            Map.copyOf(kept).forEach(reader);
        }

        @Override
        public void close() {
            failing = true;
        }
    }
}
