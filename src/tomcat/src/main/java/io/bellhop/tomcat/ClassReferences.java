package io.bellhop.tomcat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;

/** The classes that a class file refers to: the Class entries of its constant pool (JVMS 4.4). */
final class ClassReferences {
    private static final int MAGIC = 0xCAFEBABE;

    private final String[] texts;
    private final int[] classes;

    private ClassReferences(int count) {
        texts = new String[count];
        classes = new int[count];
    }

    /**
     * Adds the names of all classes that a class file refers to, as {@code java.lang.String}.
     *
     * @throws IOException if it is no class file
     */
    static void collect(byte[] bytes, Set<String> into) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("no class file");
            }
            in.readInt();
            int count = in.readUnsignedShort();
            new ClassReferences(count).read(in, count).addTo(into);
        }
    }

    private ClassReferences read(DataInputStream in, int count) throws IOException {
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classes[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    // JVMS 4.4.5: a long or double takes two entries.
                    i++;
                }
                default -> throw new IOException("no class file: a constant of kind " + tag);
            }
        }
        return this;
    }

    private void addTo(Set<String> into) {
        for (int index : classes) {
            String name = index == 0 ? null : texts[index];
            if (name == null) {
                continue;
            }
            int start = name.lastIndexOf('[') + 1;
            boolean array = start > 0;
            if (!array || name.charAt(start) == 'L') {
                into.add((array ? name.substring(start + 1, name.length() - 1) : name).replace('/', '.'));
            }
        }
    }
}
