from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("", views.index, name="index"),
    path("profile/", views.profile, name="profile"),
    path("2fa/webauthn/login/", views.passkey_door, name="passkey_door"),
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
]
