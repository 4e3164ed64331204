#include "CMarkdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

static const char *const extensions[] = {"table", "strikethrough", "autolink"};

static void lower_headings(cmark_node *document, int levels) {
    cmark_iter *nodes = cmark_iter_new(document);
    while (cmark_iter_next(nodes) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(nodes);
        if (cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
        // A heading is met twice, on the way in and on the way out.
        if (cmark_iter_get_event_type(nodes) != CMARK_EVENT_ENTER) continue;
        int level = cmark_node_get_heading_level(node) + levels;
        cmark_node_set_heading_level(node, level > 6 ? 6 : level);
    }
    cmark_iter_free(nodes);
}

char *markdown_html(const char *utf8, size_t length, int deeper) {
    // Unsafe output would have to be asked for by CMARK_OPT_UNSAFE.
    const int options = CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8;
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(options);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; ++i) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
        if (extension) cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_feed(parser, utf8, length);
    cmark_node *document = cmark_parser_finish(parser);
    lower_headings(document, deeper);
    char *html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser));
    cmark_node_free(document);
    cmark_parser_free(parser);
    return html;
}
