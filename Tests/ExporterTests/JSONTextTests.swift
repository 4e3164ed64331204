import Foundation
import Testing

@testable import Exporter

@Suite struct JSONTextTests {
    @Test func membersKeepTheirOrder() {
        var text = JSONText()
        text.object {
            $0.member("b", 1)
            $0.member("a", "x")
            $0.array("list") { list in
                list.string("1")
                list.object { $0.member("null", nil as String?) }
            }
            $0.object("empty") { _ in }
            $0.member("share", 0.25)
            $0.member("nothing", Double.nan)
            $0.member("yes", true)
        }
        text.newline()
        let expected =
            #"{"b":1,"a":"x","list":["1",{"null":null}],"empty":{},"share":0.25,"nothing":null,"yes":true}"# + "\n"
        #expect(String(decoding: text.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: ["plain", "quote \" and \\", "line\nbreak\r\ttab", "\u{0}\u{1F}\u{7F}", "日本語 🎧 \u{2028}", "a/b"])
    func everyTextComesBack(value: String) throws {
        let parsed = try JSONSerialization.jsonObject(
            with: Data(JSONText.quoted(value).utf8), options: .fragmentsAllowed)
        #expect(parsed as? String == value)
    }

    @Test(arguments: [0, 1.5, 1e-9, 123_456_789.125, 1e22, -0.1])
    func everyNumberComesBack(value: Double) throws {
        var text = JSONText()
        text.object { $0.member("v", value) }
        let parsed = try JSONSerialization.jsonObject(with: Data(text.bytes)) as? [String: Double]
        #expect(parsed?["v"] == value)
    }
}
