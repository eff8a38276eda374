"""What an empty site says of typical blog comments on its first day. None of these sentences stands in prior.toml."""

import pytest

from comments.spam.learned import prior
from comments.spam.learned.calibrating import FIRST
from comments.spam.learned.features import features
from comments.spam.learned.memory import Lesson, Memory
from comments.spam.learned.model import Model
from comments.spam.learned.writing import Writing

SPAM = {
    "praise with a website": (
        "Your article is very useful, I shared it with my colleagues. Have a look at my website as well",
        {"author": "Cheap Flights", "url": "https://flights-4u.example"},
    ),
    "seo": ("We can bring your website to the first page of Google in 30 days. Ask our SEO agency for an audit.", {}),
    "pharma": ("Order cheap viagra without a prescription, discreet delivery: https://rx-shop.example/buy", {}),
    "casino": ("Play slots and roulette in our online casino, 150 free spins for new players, sign up here", {}),
    "loans": ("Are you in need of a business loan? We lend at 3% to all, apply by email: fastcash@example.com", {}),
    "crypto": ("I earned $8,300 in one week with bitcoin thanks to Mr Brown, WhatsApp +44 7700 900123", {}),
    "forex": ("My forex broker trades for me and I withdraw my profit every Friday. Contact him on Telegram", {}),
    "recovery": ("Scammed online? This recovery expert got my bitcoin wallet back, mail to getback@example.com", {}),
    "essays": ("Our writers will write your essay or dissertation, cheap and in time. Order at paperhelp.example", {}),
    "replicas": ("Replica Rolex watches and Gucci handbags, 70% off, free shipping http://copies.example", {}),
    "adult": ("Hot girls online now, free sexy webcam chat, register here", {}),
    "escorts": ("Book beautiful escorts in Mumbai, call or WhatsApp 0555 123 9876, hotel delivery", {}),
    "backlinks": ("Buy dofollow backlinks from high authority blogs, cheap packages, order at linkshop.example", {}),
    "guest post": ("Hi, do you accept sponsored guest posts? We pay for a dofollow link to our client's website.", {}),
    "hacking": ("Hire a professional hacker to spy on a phone or get into Facebook and WhatsApp, email us", {}),
    "spells": ("Dr Amun is a great spell caster, he brought my lover back in two days. Contact him on WhatsApp", {}),
    "phone": ("Printer not working? Call our technical support number +1 855 555 0177 for help, open 24/7", {}),
    "work at home": ("I make $90 an hour from home on my laptop, click here to see how you can start too", {}),
    "followers": ("Get real Instagram followers and likes cheap, visit our shop fastlikes.example", {}),
    "russian": ("Лучшее онлайн казино, регистрируйся по ссылке и получи бонус на первый депозит", {}),
    "russian loans": ("Быстрый займ онлайн на карту без отказа, оформить на нашем сайте dengi.example", {}),
    "chinese": ("在线赌场注册送彩金,加微信联系,网址 vip777.example", {}),
    "spanish": ("Préstamos rápidos y sin aval, contacta conmigo por WhatsApp y gana dinero desde casa", {}),
    "german": ("Jetzt günstigen Kredit ohne Schufa online beantragen, klick auf unsere Seite kredit24.example", {}),
    "french": ("Offre de prêt rapide entre particuliers, contactez-moi par email: argent@example.com", {}),
}  # fmt: skip

GOOD = {
    "thanks": ("Thank you, that solved it.", {}),
    "short": ("Ha, brilliant!", {}),
    "agreement": ("I agree with Tom on this one.", {}),
    "question": ("Does this also work with the older model?", {}),
    "correction": ("Small correction: the bridge was opened in 1934, not in 1943.", {}),
    "a reference": ("The court's reasoning is at https://www.bailii.org/uk/cases/UKSC/2019/41.html, paragraph 50.", {}),
    "code": ("`git rebase --onto main feature~3` did it for me, without losing the merge commit.", {}),
    "a website of their own": ("We had the same winter here. I still have the photographs.", {"url": "https://anna.example"}),
    "money": ("My bank wanted 4 % for the mortgage last year, so I waited, and now I regret it.", {}),
    "medicine": ("My doctor stopped the pills after a month because of the side effects.", {}),
    "disagreement": ("Sorry, this is plainly wrong, and the second table shows it.", {}),
    "a story": ("My father worked in that mine until it was closed. He never spoke about the accident.", {}),
    "german": ("Danke, genau danach hatte ich gesucht. Bei mir lag es am Kabel.", {}),
    "french": ("Merci, je cherchais cette explication depuis longtemps. La photo du pont est superbe.", {}),
    "spanish": ("Gracias por el artículo, mi abuela lo hacía igual pero con más ajo.", {}),
    "italian": ("Grazie, finalmente ho capito dove sbagliavo.", {}),
    "portuguese": ("Adorei o texto, lembrei da casa da minha avó.", {}),
    "dutch": ("Dank je wel, dit verklaart waarom het bij mij niet lukte.", {}),
    "russian": ("Спасибо, помогло. Только в третьем пункте опечатка.", {}),
    "arabic": ("شكرا لك، كنت أبحث عن هذا الشرح منذ زمن", {}),
    "hebrew": ("תודה, זה עזר לי מאוד. יש טעות קטנה בשורה השלישית", {}),
    "japanese": ("ありがとうございます。やっと理解できました。", {}),
    "chinese": ("谢谢,终于看懂了。第三张照片是在哪里拍的?", {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(prior.teach(Memory()))


def score(model: Model, text: str, fields: dict) -> float:
    return model.score(Lesson.of(features(Writing(text, **fields))))


@pytest.mark.parametrize("kind", SPAM)
def test_typical_spam_is_caught_or_waits(model, kind):
    assert score(model, *SPAM[kind]) > FIRST.publish


def test_most_typical_spam_is_caught(model):
    assert sum(score(model, *each) > FIRST.spam for each in SPAM.values()) >= len(SPAM) * 2 // 3


@pytest.mark.parametrize("kind", GOOD)
def test_good_comments_of_any_language_are_not_spam(model, kind):
    assert score(model, *GOOD[kind]) < FIRST.spam
