import CMarkdown
import Foundation
import Synchronization

/// Guidelines as people write them.
enum Markdown {
    /// cmark keeps the characters its extensions look for in a table that all threads share.
    private static let library = Mutex(())
    /// Below the headings of the page and of the section.
    private static let headingLevels: Int32 = 2

    /// HTML of GitHub-flavoured Markdown that is safe to put into a page: raw HTML and `javascript:` links are left out.
    ///
    /// - Complexity: linear in the text; one at a time.
    static func html(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        return library.withLock { _ in
            var text = text
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { bytes in
                    guard let html = markdown_html(bytes.baseAddress, bytes.count, headingLevels) else {
                        preconditionFailure("no memory is left")
                    }
                    defer { free(html) }
                    return String(cString: html)
                }
            }
        }
    }
}
