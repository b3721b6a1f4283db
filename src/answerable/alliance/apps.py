from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "answerable.alliance"
    label = "alliance"

    def ready(self) -> None:
        """Tells the foundations who holds which post and where mail is handed over."""
        from answerable.access.actors import provide_posts
        from answerable.kit import own_texts, queue
        from answerable.notices.mail import provide_settings

        from . import notices  # noqa: F401 - declares this room's messages
        from .queries.languages import words_version
        from .queries.posts import posts_of
        from .queries.profile import post_settings, profile

        provide_posts(posts_of)
        provide_settings(post_settings)
        queue.before_each(lambda: own_texts.lay_over(words_version(profile())))
