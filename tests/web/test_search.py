from django.test import Client


def test_passages_hold_the_words_marked_in_both_languages(client: Client) -> None:
    assert '<mark class="match">organisers</mark>' in client.get("/search/?q=organisers").content.decode()
    page = client.get("/search/", {"q": "송환"}).content.decode()
    assert '<mark class="match">송환' in page
    assert 'lang="ko"' in page


def test_filters_are_links_and_the_passages_can_be_taken_away(client: Client) -> None:
    assert "World Brief" in client.get("/search/?q=sent+back").content.decode()
    only = client.get("/search/?q=sent+back&publisher=World+Brief").content.decode()
    assert only.split('<ol class="plain-list passages">')[1].count("<li>") == 1
    assert "Many sent back" in client.get("/search/?q=sent+back&format=csv").content.decode("utf-8-sig")


def test_odd_queries_find_nothing_and_break_nothing(client: Client) -> None:
    for query in ('"', "'", "*", "NEAR(", "a AND", "\\", "%", "<script>", "\ud55c" * 600, " ", "😀", "\u202e"):
        answer = client.get("/search/", {"q": query})
        assert answer.status_code == 200, query
        assert b"<script>alert" not in answer.content
