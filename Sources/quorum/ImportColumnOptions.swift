import ArgumentParser
import Importer

/// The options that name columns.
struct ImportColumnOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Column with an item's own name (id).", valueName: "column")) var id: String?
    @Option(help: ArgumentHelp("Column with a task's number (task).", valueName: "column")) var task: String?
    @Option(help: ArgumentHelp("Column with the text to label (text).", valueName: "column")) var text: String?
    @Option(help: ArgumentHelp("Column with the first text of a pair (a).", valueName: "column")) var a: String?
    @Option(help: ArgumentHelp("Column with the second text of a pair (b).", valueName: "column")) var b: String?
    @Option(help: ArgumentHelp("Column with what must not cross splits (group).", valueName: "column"))
    var group: String?
    @Option(help: ArgumentHelp("Column with the answer, or the predicted label (label).", valueName: "column"))
    var label: String?
    @Option(help: ArgumentHelp("Column with who answered (annotator).", valueName: "column")) var annotator: String?

    var names: ImportColumns {
        var names = ImportColumns()
        if let id { names.id = id }
        if let task { names.task = task }
        if let text { names.text = text }
        if let a { names.a = a }
        if let b { names.b = b }
        if let group { names.group = group }
        if let label { names.label = label }
        if let annotator { names.annotator = annotator }
        return names
    }
}
