import base64
from datetime import date
from email.message import EmailMessage

import pytest

from chamsae.errors import Unreadable
from chamsae.read import mail
from tests.read import made


def letter(text: str = made.ENGLISH, html: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.get("sender", "A. Writer <writer@example.org>")
    message["To"] = "desk@example.org"
    message["Subject"] = headers.get("subject", "From the village")
    message["Date"] = headers.get("date", "Thu, 12 Oct 2023 23:30:00 +0900")
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    return message


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        mail.parse(data, "letter.eml")
    return str(refused.value)


def test_header_and_words_of_a_letter() -> None:
    parsed = mail.parse(letter().as_bytes(), "letter.eml")
    assert (parsed.title, parsed.authors) == ("From the village", ("A. Writer",))
    assert parsed.published is not None
    assert parsed.published.start == date(2023, 10, 12)
    assert parsed.text.strip() == made.ENGLISH.strip()


def test_the_plain_part_is_taken_before_the_html_part() -> None:
    data = letter("The plain words.", "<p>The HTML words.</p>").as_bytes()
    assert mail.parse(data, "letter.eml").text.strip() == "The plain words."


def test_without_a_plain_part_the_html_is_read() -> None:
    parsed = mail.parse(letter("", f"<p>{made.KOREAN * 4}</p><script>x()</script>").as_bytes(), "letter.eml")
    assert "약 90명" in parsed.text
    assert "x()" not in parsed.text


@pytest.mark.parametrize(
    ("words", "charset"),
    [(made.KOREAN, "euc-kr"), (made.SIMPLIFIED, "gb2312"), (made.TRADITIONAL, "big5"), (made.KOREAN, "utf-8")],
)
def test_headers_and_words_in_old_encodings(words: str, charset: str) -> None:
    subject = base64.b64encode(words[:12].encode(charset)).decode()
    head = f"From: =?{charset}?B?{subject}?= <a@example.org>\r\nSubject: =?{charset}?B?{subject}?=\r\n"
    body = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    parsed = mail.parse((head + body).encode() + words.encode(charset), "letter.eml")
    assert parsed.text == words
    assert (parsed.title, parsed.authors) == (words[:12].strip(), (words[:12].strip(),))


def test_a_wrongly_declared_charset_does_not_make_rubbish() -> None:
    head = b"Subject: x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert mail.parse(head + made.KOREAN.encode("euc-kr"), "letter.eml").text == made.KOREAN


def test_a_subject_of_bare_bytes_is_decoded() -> None:
    data = b"Subject: " + made.KOREAN[:12].encode("euc-kr") + b"\r\n\r\nWords.\r\n"
    assert mail.parse(data, "letter.eml").title == made.KOREAN[:12].strip()


def test_attachments_are_named_not_read() -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="명단.pdf")
    parsed = mail.parse(message.as_bytes(), "letter.eml")
    assert "attachment, not read: 명단.pdf (application/pdf)" in parsed.notes


def test_a_letter_without_words_says_so() -> None:
    message = EmailMessage()
    message.set_content(b"x", maintype="image", subtype="png")
    assert "no text part" in refusal(message.as_bytes())
    assert "no words" in refusal(letter(" ").as_bytes())
    assert "empty" in refusal(b"")


@pytest.mark.parametrize(
    "line", ["Date: yesterday", "Date: Thu, 32 Oct 2023 99:99:99 +9900", "From: @@@<<>>", "Subject: =?utf-8?B?####?="]
)
def test_damaged_headers_do_not_stop_the_reading(line: str) -> None:
    assert mail.parse(f"{line}\r\n\r\nWords.\r\n".encode(), "letter.eml").text == "Words.\n"


def test_parts_nested_without_end_give_a_reason() -> None:
    data = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    with pytest.raises((Unreadable, RecursionError)):
        mail.parse(data, "letter.eml")
