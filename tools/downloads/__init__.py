"""Make the files to take away, in out/downloads: `make downloads`.

They are made from the built site, whatever built it: a page's text is between the marks that the check reads, and
the order is that of the menu.
"""
