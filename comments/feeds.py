from django.contrib.syndication.views import Feed


class SiteCommentsFeed(Feed):
    link = title = description = "/"

    def items(self):
        return []


class PostCommentsFeed(SiteCommentsFeed):
    pass
