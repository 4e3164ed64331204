/// Words and phrases by what is unsafe about them. Short on purpose: they show where to look and miss most; a file
/// (`--lexicon`) adds to them.
enum UnsafeLexicon {
    static let standard: [String: [String]] = [
        "profanity": [
            "fuck", "fucks", "fucked", "fucking", "motherfucker", "shit", "shitty", "bullshit", "asshole", "assholes",
            "bitch", "bitches", "bastard", "bastards", "cunt", "cunts", "dickhead", "wanker",
        ],
        "sexual": [
            "porn", "porno", "pornography", "blowjob", "handjob", "orgasm", "cumshot", "masturbate",
            "masturbation", "hentai", "gangbang", "nude pics",
        ],
        "hate": [
            "nigger", "niggers", "faggot", "faggots", "kike", "kikes", "spic", "spics", "chink", "chinks", "wetback",
            "tranny", "subhuman", "subhumans", "gas the jews", "white power", "heil hitler",
        ],
        "violence": [
            "kill you", "murder you", "rape you", "behead", "beheading", "lynched", "lynching", "school shooting",
            "mass shooting",
            "shoot them all", "slit your throat",
        ],
        "self_harm": [
            "kill myself", "killing myself", "kill yourself", "kys", "suicide note", "end my life", "cut myself",
            "hang myself", "want to die",
        ],
        "weapons_and_drugs": [
            "pipe bomb", "build a bomb", "make a bomb", "nerve agent", "ghost gun", "cook meth", "buy heroin",
            "buy cocaine", "buy fentanyl",
        ],
    ]
}
