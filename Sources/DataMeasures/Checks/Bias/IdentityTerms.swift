/// Words and phrases that name people by what they are, whose company in texts `bias.npmi` compares.
enum IdentityTerms {
    /// English; a file of other terms takes their place.
    static let standard = [
        "he", "she", "him", "her", "man", "men", "woman", "women", "male", "female", "boy", "girl", "father", "mother",
        "husband", "wife", "gay", "lesbian", "straight", "transgender", "black", "white", "asian", "latino", "african",
        "european", "american", "african american", "native american", "middle eastern", "christian", "muslim",
        "jewish",
        "hindu", "buddhist", "atheist", "young", "old", "elderly", "disabled", "blind", "deaf", "immigrant", "refugee",
        "rich", "poor",
    ]

    /// What stands with a pronoun because it is another form of it.
    static let pronouns: Set<String> = [
        "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves",
    ]
}
