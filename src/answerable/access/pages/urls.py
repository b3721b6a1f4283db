"""The addresses of sign-in. allauth looks two of them up under names of its own."""

from django.urls import path

from . import confirm, elsewhere, lost_factor, passkeys, password, prove, security, sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-in/code", sign_in.sign_in_code, name="sign_in_code"),
    path("sign-in/passkey", passkeys.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/second-factor", sign_in.sign_in_second_factor, name="sign_in_second_factor"),
    path("sign-in/second-factor", sign_in.sign_in_second_factor, name="mfa_authenticate"),
    path("sign-in/elsewhere", elsewhere.sign_in_elsewhere, name="sign_in_elsewhere"),
    path("sign-in/elsewhere/go", elsewhere.go, name="sign_in_elsewhere_go"),
    path("sign-in/elsewhere/back", elsewhere.back, name="sign_in_elsewhere_back"),
    path("sign-in/lost", lost_factor.lost, name="lost_factor"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("sent-again", sign_in.sent_again, name="sent_again"),
    path("confirm", confirm.confirm, name="confirm"),
    path("prove", prove.prove, name="prove"),
    path("password", password.password_reset, name="password_reset"),
    path("password/new", password.password_new, name="password_new"),
    path("me/security/after-reset", password.after_reset, name="after_reset"),
    path("me/security", security.security, name="security"),
    path("me/security/password", security.change_password, name="change_password"),
    path("me/security/app", security.add_app, name="add_app"),
    path("me/security/app.png", security.app_picture, name="app_picture"),
    path("me/security/app/remove", security.remove_app, name="remove_app"),
    path("me/security/passkeys/add", passkeys.add_passkey, name="add_passkey"),
    path("me/security/passkeys/<int:pk>", passkeys.rename_passkey, name="rename_passkey"),
    path("me/security/passkeys/<int:pk>/remove", passkeys.remove_passkey, name="remove_passkey"),
    path("me/security/recovery-codes", security.recovery_codes, name="recovery_codes"),
    path("me/security/elsewhere", elsewhere.link_elsewhere, name="link_elsewhere"),
    path("me/security/elsewhere/end", elsewhere.unlink_elsewhere, name="unlink_elsewhere"),
    path("me/security/lost/stop", lost_factor.stop, name="stop_removal"),
    path("me/security/sessions/end", security.end_sessions, name="end_sessions"),
]
