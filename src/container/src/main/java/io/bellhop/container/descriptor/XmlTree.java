package io.bellhop.container.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Reads XML into elements that know where they stand. It fetches nothing: a DOCTYPE is tolerated and its DTD not read,
 * external entities are a problem.
 */
final class XmlTree extends DefaultHandler2 {
    private static final String FEATURES = "http://xml.org/sax/features/";

    private final Problems problems;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private Locator locator;
    private XmlElement root;
    /** Where the last event ended, so where the next one begins: the parser itself tells ends alone. */
    private int line = 1;
    private int column = 1;

    private XmlTree(Problems problems) {
        this.problems = problems;
    }

    /** The root element; null if the text is not well-formed, which is a problem then. */
    static XmlElement read(InputStream in, Problems problems) throws IOException {
        XmlTree tree = new XmlTree(problems);
        try {
            reader(tree).parse(new InputSource(in));
            return tree.root;
        } catch (SAXParseException e) {
            problems.add(e.getLineNumber(), e.getColumnNumber(), "not well-formed XML: " + e.getMessage());
        } catch (SAXException | ParserConfigurationException e) {
            problems.add(tree.line, tree.column, "can't be read: " + e.getMessage());
        }
        return null;
    }

    private static XMLReader reader(XmlTree tree) throws SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        // prefixes are cut off instead, so that one which is declared nowhere does no harm
        factory.setNamespaceAware(false);
        factory.setValidating(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(FEATURES + "external-general-entities", false);
        factory.setFeature(FEATURES + "external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setProperty("http://xml.org/sax/properties/lexical-handler", tree);
        reader.setProperty("http://xml.org/sax/properties/declaration-handler", tree);
        reader.setContentHandler(tree);
        reader.setErrorHandler(tree);
        reader.setEntityResolver(tree);
        return reader;
    }

    @Override
    public InputSource resolveEntity(String name, String publicId, String baseUri, String systemId) {
        return new InputSource(new StringReader(""));
    }

    @Override
    public InputSource getExternalSubset(String name, String baseUri) {
        return null;
    }

    @Override
    public void externalEntityDecl(String name, String publicId, String systemId) {
        problems.add(line, column, "external entity \"" + name + "\": a descriptor stands in one file");
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        locator = documentLocator;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        XmlElement element = new XmlElement(qName.substring(qName.indexOf(':') + 1), line, column);
        for (int i = 0; i < attributes.getLength(); i++) {
            element.attributes.put(attributes.getQName(i), attributes.getValue(i));
        }
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children.add(element);
        }
        open.push(element);
        moveOn();
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        open.pop();
        moveOn();
    }

    @Override
    public void characters(char[] ch, int start, int length) {
        open.peek().characters.append(ch, start, length);
        moveOn();
        // the parser has read the first character of the markup that ends the text
        column = Math.max(1, column - 1);
    }

    @Override
    public void comment(char[] ch, int start, int length) {
        moveOn();
    }

    @Override
    public void processingInstruction(String target, String data) {
        moveOn();
    }

    @Override
    public void endDTD() {
        moveOn();
    }

    @Override
    public void startDocument() {
        moveOn();
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    private void moveOn() {
        line = Math.max(1, locator.getLineNumber());
        column = Math.max(1, locator.getColumnNumber());
    }
}
