"""The checks, one module each: an ID, a docstring that is the check's documentation, and check().

A check of pages has check(page, site), one of the whole site check_site(site). Both yield findings
and neither reads a file. To add one: write the module, list it here, and give it its bad and good
pages in tests/checks/.
"""

from . import (
    cite_figure,
    cite_unknown_key,
    cite_unused_key,
    help_claim,
    help_closed_service,
    help_missing_link,
    help_number_mismatch,
    help_other_service,
    help_text_number,
    help_topic_line,
    help_unknown_id,
    help_unregistered_number,
    help_unused_service,
    help_way_mismatch,
    help_wrong_address,
    page_box,
    page_broken_link,
    page_file_name,
    page_headings,
    page_markup,
    page_outside_request,
    page_picture_words,
    page_unfinished,
    script_twice,
    script_unused,
    wording_unsafe_phrase,
)

PAGE_CHECKS = (
    help_missing_link,
    help_unregistered_number,
    help_number_mismatch,
    help_other_service,
    help_way_mismatch,
    help_text_number,
    help_wrong_address,
    help_claim,
    help_closed_service,
    help_topic_line,
    help_unknown_id,
    cite_unknown_key,
    cite_figure,
    wording_unsafe_phrase,
    page_markup,
    page_outside_request,
    page_unfinished,
    page_picture_words,
    page_headings,
    page_box,
    page_file_name,
    page_broken_link,
)
SITE_CHECKS = (help_unused_service, cite_unused_key, script_twice, script_unused)
# These also read the header, menu and footer that the theme puts round every page.
FRAME_CHECKS = (
    help_unregistered_number,
    help_number_mismatch,
    help_text_number,
    help_wrong_address,
    help_closed_service,
    help_unknown_id,
    page_outside_request,
)
