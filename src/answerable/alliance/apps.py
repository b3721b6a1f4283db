from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "answerable.alliance"
    label = "alliance"

    def ready(self) -> None:
        """Tells the foundations who holds which post, what sign-in asks of them, where mail is handed over and how it looks,
        whose clock counts, and what must not come back."""
        from answerable.access.actors import provide_posts
        from answerable.access.codes import tell_of_arrival
        from answerable.access.lost_factor import provide_confirmers
        from answerable.access.required import provide_rules
        from answerable.kit import own_texts, queue
        from answerable.kit.letters import provide_look
        from answerable.notices.house import provide_settings, provide_zones

        from . import facts, notices, search  # noqa: F401 - declare what it tells, its messages, and what can be found of it
        from .actions import directory, forgetting, service_lists  # noqa: F401 - lists declare themselves as kinds of import
        from .actions.sign_in import confirmers_of, tell_confirmers
        from .pages import helping
        from .queries.holding import posts_of
        from .queries.languages import words_version
        from .queries.profile import look_of_letters, post_settings, profile
        from .queries.sign_in import sign_in_rules
        from .queries.zones import names_of_zones

        helping.declare_section()
        provide_posts(posts_of)
        provide_rules(sign_in_rules)
        provide_confirmers(confirmers_of, tell_confirmers)
        provide_settings(post_settings)
        tell_of_arrival(_mail_arrived)
        provide_look(look_of_letters)
        provide_zones(names_of_zones)
        queue.before_each(lambda: own_texts.lay_over(words_version(profile())))
        forgetting.declare()


def _mail_arrived() -> None:
    from answerable.access.actors import Actor

    from .actions.setting_up import note_arrival

    note_arrival(by=Actor.of_system("post"))
