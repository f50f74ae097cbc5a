package io.bellhop.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    /** From the paper's reference vectors: key 00 01 .. 0f, message 00 01 .. 07. */
    @Test
    void isSipHash24OfEightBytes() {
        Secret secret = new Secret(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertThat(secret.hash(0x0706050403020100L)).isEqualTo(0x93f5f5799a932462L);
    }
}
