internal import Foundation
internal import FoundationXML

/// The texts of an XML answer by the names of their elements, in the order they stand.
struct S3Document {
    private var texts: [String: [String]] = [:]

    /// nil for what is not XML.
    init?(_ text: String) {
        let reader = Reader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        guard !text.isEmpty, parser.parse() else { return nil }
        texts = reader.texts
    }

    func all(_ name: String) -> [String] { texts[name] ?? [] }
    func first(_ name: String) -> String? { texts[name]?.first }

    private final class Reader: NSObject, XMLParserDelegate {
        var texts: [String: [String]] = [:]
        private var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            text = ""
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            texts[name, default: []].append(text)
            text = ""
        }
    }
}
