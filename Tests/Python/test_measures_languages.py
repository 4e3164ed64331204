"""The languages that `stats.text` tells, by the first article of the Universal Declaration of Human Rights, and against pycld2."""

import json
import random

import pandas
import pycld2
import pytest
from statsmodels.stats.proportion import proportion_confint

from measure_support import close, measure, run, values, write

ARTICLE = {
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und "
          "sollen einander im Geiste der Brüderlichkeit begegnen.",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική "
          "και συνείδηση, και οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης.",
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and "
          "should act towards one another in a spirit of brotherhood.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, "
          "deben comportarse fraternalmente los unos con los otros.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience "
          "et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "he": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו "
          "ברוח של אחווה.",
    "it": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza e "
          "devono agire gli uni verso gli altri in spirito di fratellanza.",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"
          "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    "pl": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i "
          "sumieniem i powinni postępować wobec innych w duchu braterstwa.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и должны "
          "поступать в отношении друг друга в духе братства.",
    "tr": "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine karşı "
          "kardeşlik zihniyeti ile hareket etmelidirler.",
}


def texts(path, *rows):
    return write(pandas.DataFrame({"text": list(rows)}), path)


def found(report, split=0):
    return values(report, "stats.text")["splits"][split]["languages"]


def by_tag(languages):
    return {each["language"]: each["texts"] for each in languages["found"]}


def languages(path):
    return found(measure(path, "--text", "text", "--checks", "stats.text"))


def test_each_language_is_told_and_counted(tmp_path):
    counts = {tag: 3 + place for place, tag in enumerate(ARTICLE)}
    rows = [ARTICLE[tag] for tag, count in counts.items() for _ in range(count)] + ["", "4711", "ok", None]
    report = measure(texts(tmp_path / "texts.parquet", *rows), "--text", "text", "--checks", "stats.text")
    ours = found(report)
    assert by_tag(ours) == counts and ours["texts"] == ours["of_texts"] == len(rows) - 1
    assert ours["undetermined"]["texts"] == 3 and ours["unreliable"]["texts"] == 0
    for each in [*ours["found"], ours["unreliable"], ours["undetermined"]]:
        low, high = proportion_confint(each["texts"], ours["texts"], method="wilson")
        assert close(each["share"], each["texts"] / ours["texts"])
        assert close(each["interval"][0], max(0, low)) and close(each["interval"][1], high)
    assert values(report, "stats.text")["language_detector"].startswith("CLD2 ")


def test_it_is_what_pycld2_says(tmp_path):
    """Its tables are older and know more languages, so parts of sentences are long enough not to be doubtful."""
    generator = random.Random(3)
    rows = []
    for _ in range(400):
        words = generator.choice([text for tag, text in ARTICLE.items() if tag != "ja"]).split()
        length = generator.randint(15, len(words))
        start = generator.randint(0, len(words) - length)
        rows.append(" ".join(words[start:start + length]))
    theirs = pandas.Series([{"iw": "he"}.get(code, code) if reliable else "unreliable" for reliable, _, ((_, code, *_), *_)
                            in map(pycld2.detect, rows)]).value_counts().to_dict()
    ours = languages(texts(tmp_path / "texts.jsonl", *rows))
    assert by_tag(ours) | {"unreliable": ours["unreliable"]["texts"]} == {"unreliable": 0} | theirs


@pytest.mark.parametrize("mark", ["\0", "\x01\x7f", "\u0085", "\ufffe", "\ufdd0", "\U0010ffff"])
@pytest.mark.parametrize("tag", ["en", "ru"])
def test_what_is_no_text_between_words_changes_nothing(tmp_path, mark, tag):
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"text": ARTICLE[tag].replace(" ", f" {mark} ") + mark}) + "\n")
    assert by_tag(languages(path)) == {tag: 1}


@pytest.mark.parametrize("shift", range(4))
def test_of_long_texts_the_start_counts(tmp_path, shift):
    """Wherever the five hundredth byte falls in a character."""
    start = "".ljust(shift) + (ARTICLE["ru"] + " ") * 2
    ours = languages(texts(tmp_path / "texts.parquet", start + ARTICLE["en"] * 20_000, ARTICLE["en"] * 20_000))
    assert by_tag(ours) == {"ru": 1, "en": 1}


def test_of_many_texts_a_sample_is_taken_that_no_order_changes(tmp_path):
    generator = random.Random(4)
    rows = [f"{ARTICLE['en' if generator.random() < 0.7 else 'fr']} {row}" for row in range(9_000)]
    first = languages(texts(tmp_path / "a.parquet", *rows))
    generator.shuffle(rows)
    assert languages(texts(tmp_path / "b.parquet", *rows)) == first
    assert (first["texts"], first["of_texts"]) == (2_000, 9_000)
    low, high = first["found"][0]["interval"]
    assert low < sum(row.startswith("All") for row in rows) / len(rows) < high


def test_copies_are_in_the_sample_as_often_as_in_the_data(tmp_path):
    rows = [ARTICLE["en"]] * 3_000 + [f"{ARTICLE['fr']} {row}" for row in range(3_000)]
    low, high = languages(texts(tmp_path / "texts.parquet", *rows))["found"][0]["interval"]
    assert low < 0.5 < high


@pytest.mark.parametrize("german, verdict", [(0.05, "pass"), (0.3, "warn")])
def test_splits_in_other_languages_are_a_warning(tmp_path, german, verdict):
    def rows(share):
        return [f"{ARTICLE['de' if row < 400 * share else 'en']} {row}" for row in range(400)]

    pair = ["--train", texts(tmp_path / "train.parquet", *rows(0)), "--test", texts(tmp_path / "test.parquet", *rows(german))]
    report = measure(*pair, "--text", "text", "--checks", "stats.text")
    shift, = values(report, "stats.text")["language_shifts"]
    assert report["verdict"] == verdict and shift["split"] == "test"
    assert close(max(shift["share_there"], 1 - shift["share_there"]), 1 - german)
    # Newcombe's interval of the difference of none of 400 and `german` of 400.
    (_, top), (low, _) = (proportion_confint(count, 400, method="wilson") for count in (0, 400 * german))
    assert close(shift["least_difference"], german - ((german - low) ** 2 + top ** 2) ** 0.5)
    if verdict == "warn":
        assert "30.0 % of the texts of test are in 'de', of training 0.0 %" in report["checks"][0]["summary"]
        (tmp_path / "thresholds.yml").write_text("stats.text:\n  language_warn: 0.3\n")
        assert measure(*pair, "--text", "text", "--checks", "stats.text", "--thresholds",
                       tmp_path / "thresholds.yml")["verdict"] == "pass"


def test_people_read_of_them(tmp_path):
    path = texts(tmp_path / "texts.parquet", *[ARTICLE["en"]] * 3, ARTICLE["fr"])
    printed = run(path, "--text", "text", "--checks", "stats.text", "--html", tmp_path / "r.html", "--markdown",
                  tmp_path / "r.md").stdout
    assert "75.0 % of 4 texts in 'en' of 2 languages" in printed
    assert "| en | 3 | 75.0 % | 30.1 to 95.4 % |" in (tmp_path / "r.md").read_text()
    assert "30.1 to 95.4 %" in (tmp_path / "r.html").read_text()


def test_without_the_library_the_rest_is_measured(tmp_path, monkeypatch):
    (tmp_path / "libcld2.so.0").touch()
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path), prepend=":")
    report = measure(texts(tmp_path / "texts.parquet", *ARTICLE.values()), "--text", "text", "--checks", "stats.text")
    check, = report["checks"]
    assert check["verdict"] == "pass" and "languages are not told, for CLD2 (libcld2-0) is not installed" in check["summary"]
    assert found(report) is None and check["values"]["language_detector"] is None
    assert check["values"]["splits"][0]["words"] > 100
