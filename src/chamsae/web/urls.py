"""The addresses of the screens, each worth sharing."""

from django.urls import path

from chamsae.web.views import (
    answers,
    asking,
    capture,
    claims,
    door,
    figures,
    keys,
    originals,
    people,
    read,
    review,
    search,
    settings,
    sources,
    today,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("open", door.enter, name="open"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/", sources.add, name="add"),
    path("sources/read/", sources.start_reading, name="start-reading"),
    path("sources/progress/", sources.progress, name="progress"),
    path("sources/seen/", sources.seen, name="seen"),
    path("sources/<str:capture_id>/", capture.capture, name="capture"),
    path("sources/<str:capture_id>/text/", capture.text, name="capture-text"),
    path("sources/<str:capture_id>/original/", capture.original, name="original"),
    path("sources/<str:capture_id>/verify/", capture.verify, name="verify"),
    path("sources/<str:capture_id>/retry/", sources.retry, name="retry"),
    path("sources/<str:capture_id>/recording/", originals.recording, name="recording"),
    path("sources/<str:capture_id>/transcript/", originals.attach, name="attach-transcript"),
    path("read/<str:document_id>/page/<int:number>.png", originals.page, name="document-page"),
    path("claims/<str:claim_id>/strip.png", originals.strip, name="claim-strip"),
    path("read/<str:document_id>/", read.read, name="read"),
    path("read/<str:document_id>/ask/", asking.ask, name="ask"),
    path("read/<str:document_id>/claim/", claims.make, name="make-claim"),
    path("claims/<str:claim_id>/edit/", claims.edit, name="edit-claim"),
    path("review/", review.review, name="review"),
    path("answer/", answers.answer, name="answer"),
    path("undo/", answers.undo, name="undo"),
    path("people/", people.people, name="people"),
    path("people/compare/", people.compare, name="compare"),
    path("people/link/", people.start, name="link-names"),
    path("people/<str:record_id>/", people.one, name="person"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<str:group_id>/", figures.figure, name="figure"),
    path("figures/<str:group_id>/settle/", figures.settle, name="settle"),
    path("search/", search.search, name="search"),
    path("keys/", keys.keys, name="keys"),
    path("settings/", settings.settings, name="settings"),
    path("settings/language/", settings.language, name="language"),
    path("settings/link/", settings.link, name="link"),
]

handler400 = "chamsae.web.views.errors.bad_request"
handler403 = "chamsae.web.views.errors.forbidden"
handler404 = "chamsae.web.views.errors.not_found"
handler500 = "chamsae.web.views.errors.failure"
