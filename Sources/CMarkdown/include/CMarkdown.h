#pragma once
#include <stddef.h>

/// HTML of GitHub-flavoured Markdown, with tables, strikethrough and bare links; raw HTML and addresses that run
/// scripts are left out, every line break is kept, and headings stand `deeper` levels lower than they were written.
///
/// Returns NULL when there is no memory. The caller frees it.
char *markdown_html(const char *utf8, size_t length, int deeper);
