"""Telephone numbers are told from other figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handbook_core.parsing import phone_numbers

NAMES = replace(phone_numbers.NO_NAMES, countries=frozenset({"France", "South Korea"}))

PHONES = [
    ("Call 1-800-555-0199 today.", "18005550199"),
    ("Call 1-800-<wbr>555-0199".replace("<wbr>", "\u200b"), "18005550199"),
    ("Reach us at (555) 010-9999.", "5550109999"),
    ("+44 20 7946 0958", "+442079460958"),
    ("0808 157 0677 is open in the evening", "08081570677"),
    ("Lanterns, 116 515, day and night. Call.", "116515"),
    ("Text HELP to 55555.", "55555"),
    ("text HOME to 515115", "515115"),
    ("Call 956 now", "956"),
    ("In an emergency call 16 or go there.", "16"),
    ("Dial: 19.", "19"),
    ("Call Lanterns, or call 116 515 too.", "116515"),
    ("Call Lanterns on 116 515 too.", "116515"),
    ("You can text 55555 anonymously.", "55555"),
    ("Call 956 twice if need be.", "956"),
    ("Call 19 once.", "19"),
    ("Call the Lifeline on 956 too.", "956"),
    ("Dial 1999 if in danger", "1999"),
    ("France: 3141.", "3141"),
    ("South Korea – 1093", "1093"),
    ("The helpline (1738) is free.", "1738"),
    ("Hotline: 1-800-555-TALK", "18005558255"),
    ("The number is 1.800.555.0199.", "18005550199"),
    ("1–800–555–0199", "18005550199"),
    ("call \uff19\uff18\uff19", "989"),
    ("call \u0669\u0668\u0669", "989"),
    ("Ring 555-0199 and ask.", "5550199"),
    ("13 11 41 is the line to call", "131141"),
    ("18005550199", "18005550199"),
    ("1800 55 1801 is free to call", "1800551801"),
    ("Call 1,800,555,0199", "18005550199"),
    ("In 2024, call 020 7946 0958", "02079460958"),
]

FIGURES = [
    "In 2022, 52% of 100 videos were misleading.",
    "The audit covered 2,843 students and 141 studies.",
    "Between 2010 and 2015 (2010–2015, 2010-15) use rose.",
    "It reached 12,400,000 views, then 3.4 million views, then 12400000 views.",
    "See doi:10.1177/21677026231186625 and 10.2196/12345.",
    "ISBN 978-0-306-40615-7 and ISBN 0-306-40615-2.",
    "ISSN 1234-567X, PMID 37531397, arXiv:2301.12345, PMC9501680.",
    "45 CFR 164.508 and 164.501(b)(5); 16 CFR part 255; 15 U.S.C. 45b.",
    "Section 164.508, sections 1012 and 1013, § 1798.140, standard 4.07, Standard C.3.b, article 50.",
    "Checked on 2026-11-22, 22/11/2026, 22 November 2026 and November 22, 2026.",
    "Open 09:00-17:00, Mon-Fri 09:30-21:00, 24/7, at 9.30 pm.",
    "The effect was small (g = 0.25, r = .33, n = 1202, p < .001, 95% CI 0.10-0.41).",
    "It costs $1200 a month, £500 or €1.500, and fines reached $30,000.",
    "You need 1000 followers and 4000 hours; 500 people came.",
    "Pages 123-145 and pp. 1120-1135; volume 18, issue 8.",
    "A 360 px screen, a 1080p video, B12 and MP3 files.",
    "The call of 2021 changed the text of 2019.",
    "Call 300 people or text 200 friends.",
    "Call 15 friends, then 20 or 30 more; on one call 12 of us laughed.",
    "A text of 280 characters or 160.",
    "Call 200 new friends, text 300 people or call 150 of them.",
    "The calls reached 300 000 people, and the text line 120 000 more users.",
    "The helpline took 5000 calls in 2020.",
    "#1000hours and @user1234 posted.",
    "The rule of 7 August 2026 replaced that of 2025.",
    "About 1 in 5 of 16-24 year olds; 13 to 17.",
    "The line opened in 1953; the text service in 2013.",
    "Regulation (EU) 2016/679 and Directive 2000/31/EC apply.",
    "Between 100 and 200 words, 600 to 1500 words.",
    "Case A21-1105242 was upheld.",
    "Journal of Care, 18(5): 123-145 and 24(1):e12345.",
    "Some 8\u00a0982\u00a0000 people; 12 345 678 views; 15 000 calls a day in an emergency.",
    "Loi n° 2004-575, WAC 246-924-359 and C.R.S. 12-245-201 apply.",
    "Phone screens are 360 to 430 pixels wide.",
    "In 2022 955 replaced the longer number.",
    "France: 12500 deaths in 2016.",
    "NPI 1234567890 names the practice; call it 50-50.",
    "Of 2,719 responses, 1,679 were complete.",
]


@pytest.mark.parametrize(("text", "digits"), PHONES)
def test_telephone_numbers_are_found(text: str, digits: str) -> None:
    assert digits in [n.digits for n in phone_numbers.find(phone_numbers.normal(text), NAMES)]


@pytest.mark.parametrize("text", FIGURES)
def test_other_figures_are_left_alone(text: str) -> None:
    assert phone_numbers.find(phone_numbers.normal(text), NAMES) == []


def test_the_place_of_a_number_is_its_own() -> None:
    text = "Please call 1-800-555-0199 now"
    (number,) = phone_numbers.find(text)
    assert text[number.start : number.end] == "1-800-555-0199"


def test_keys_in_the_text_of_a_link() -> None:
    assert phone_numbers.digits_in("Call 1-800-555-HOPE (open 24/7)") == ["18005554673"]
    assert phone_numbers.digits_in("13 55 14") == ["135514"]
    assert phone_numbers.digits_in("no number here") == []


@pytest.mark.parametrize(
    "text",
    [
        "The list holds 43,71,75,66,48 and is sorted.",
        "It prints 1000 999 998 and stops.",
        "Allowed are 0 1 2 3 4 5 6 7 8 9.",
        "CVE-2022-46146 is mended.",
        "Its cost is n * 1000 at most.",
        "Send max-age=31536000 with it.",
        "The folders are repo-000004999 and repo-000004949.",
    ],
)
def test_figures_of_other_trades_are_no_numbers(text: str) -> None:
    assert phone_numbers.find(phone_numbers.normal(text)) == []
