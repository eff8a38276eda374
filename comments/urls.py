from django.urls import path
from django.views.decorators.http import require_safe

from blog.addresses import beside
from blog.locks.views import behind_lock

from . import feeds, views

app_name = "comments"

urlpatterns = [
    path("comments/feed/", require_safe(feeds.SiteCommentsFeed()), name="feed"),
    path("comment/<int:pk>/", behind_lock(views.permalink), name="comment"),
    path("comment/<int:pk>/report/", behind_lock(views.report), name="report"),
    path("comment/<int:pk>/edit/", behind_lock(views.edit), name="edit"),
    path("comment/<int:pk>/withdraw/", behind_lock(views.withdraw), name="withdraw"),
    path("comment/<int:pk>/decide/<str:key>/", views.decide, name="decide"),
    path("comment/<int:pk>/status/<str:key>/", views.status, name="status"),
    path("comment/<int:pk>/status/<str:key>/withdraw/", views.withdraw_for_good, name="withdraw_for_good"),
    path("comment/<int:pk>/status/<str:key>/appeal/", views.appeal, name="appeal"),
    path("comment/<int:pk>/status/<str:key>/confirm/", views.ask_to_confirm, name="ask_to_confirm"),
    path("comment/confirm/<str:key>/", views.confirm, name="confirm"),
    path("comment/mine/", views.ask_for_mine, name="ask_for_mine"),
    path("comment/mine/<str:key>/", views.mine, name="mine"),
    path("comment/mine/<str:key>/subscriptions/", views.change_subscriptions, name="change_subscriptions"),
    path("comment/unfollow/<str:key>/", views.unfollow, name="unfollow"),
    path("comment/mine/<str:key>/claim/", views.claim, name="claim"),
    path("comment/mine/<str:key>/browsers/", views.forget_browsers, name="forget"),
    path("comment/mine/<str:key>/download/", views.download, name="download"),
    path("comment/mine/<str:key>/erase/", views.erase, name="erase"),
    path("accounts/comments/", views.mine, name="my_mine"),
    path("accounts/comments/claim/", views.claim, name="my_claim"),
    path("accounts/comments/browsers/", views.forget_browsers, name="my_forget"),
    path("accounts/data/", views.data, name="my_data"),
    path("accounts/data/download/", views.download, name="my_download"),
    path("accounts/data/erase/", views.erase, name="my_erase"),
    path("accounts/delete/", views.leave, name="leave"),
    *beside("comments/", views.conversation, "conversation"),
    *beside("comments/stamp/", views.stamp, "stamp"),
    *beside("comments/follow/", views.follow, "follow"),
    *beside("feed/", require_safe(feeds.PostCommentsFeed()), "post_feed"),
]
