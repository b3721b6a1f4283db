"""Pages of the site itself, and pages that span rooms."""
