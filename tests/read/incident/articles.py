"""Invented news articles, each with what an annotator would find in it; written before any was read by the reader."""

from dataclasses import dataclass
from datetime import date

from chamsae.model.document import Document
from chamsae.model.when import When


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article and what is in it; `types` empty: it reports no incident."""

    name: str
    published: date
    text: str
    types: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    country: str | None = None
    month: int | None = None

    def document(self) -> Document:
        """The article as a document with its date."""
        return Document(
            id=self.name,
            sha256="0" * 64,
            name=self.name,
            media_type="text/plain",
            text=self.text,
            language="en",
            reader="test",
            title=self.text.partition("\n")[0],
            published=When.day(self.published),
        )


INCIDENTS = (
    Article(
        name="editor arrested",
        published=date(2021, 9, 16),
        types=frozenset({"arbitrary detention"}),
        victims=frozenset({"Lindiwe Marava"}),
        country="ZW",
        month=9,
        text="""Newspaper editor held after report on land deals

HARARE - Police in Zimbabwe arrested the editor of a weekly newspaper on Tuesday, her lawyer said, three days \
after the \
paper printed a report on land deals of a deputy minister.

Lindiwe Marava, 41, was taken from her office in the centre of Harare by six plainclothes officers and is being held \
at the central police station without access to her family.

"My client has not been told what she is accused of," her lawyer, Tendai Chirowa, told reporters. "She has been \
detained for her work as a journalist and for nothing else."

A police spokesman, Inspector Blessing Nkala, declined to comment. The journalists' union called for the immediate \
release of Marava.
""",
    ),
    Article(
        name="union leader shot",
        published=date(2020, 3, 5),
        types=frozenset({"killing"}),
        victims=frozenset({"Rodrigo Salcedo"}),
        country="CO",
        month=3,
        text="""Union leader shot dead in Colombia

Gunmen on a motorcycle shot dead a leader of the banana workers' union in the Colombian town of Apartado on Monday, \
his union said.

Rodrigo Salcedo was killed outside his house as he came home from a meeting on unpaid wages. He had received several \
death threats this year, his brother Hernan Salcedo said.

"They murdered Rodrigo because he stood up for the workers," said Marta Pineda, the union's secretary. The governor \
promised an investigation. Nobody has been arrested.
""",
    ),
    Article(
        name="aid workers abducted",
        published=date(2022, 2, 14),
        types=frozenset({"kidnapping"}),
        victims=frozenset({"Joseph Ikande", "Halima Sule"}),
        country="NG",
        month=2,
        text="""Gunmen abduct two aid workers in northern Nigeria

Unknown gunmen have abducted two aid workers on a road near Maiduguri, in north-east Nigeria, the charity Open Wells \
said on Sunday.

Joseph Ikande and Halima Sule were on their way to a camp for displaced people on February 11 when their car was \
stopped. The kidnappers have demanded a ransom from the family of Mr Ikande, a relative said.

"We ask for the safe return of our colleagues," said the charity's director, Anna Bergstrom. The army said that \
it was \
searching for the hostages. Kidnappings for ransom are frequent in the region.
""",
    ),
    Article(
        name="activist tortured in custody",
        published=date(2019, 11, 20),
        types=frozenset({"torture", "arbitrary detention"}),
        victims=frozenset({"Karim el-Shenawy"}),
        country="EG",
        month=11,
        text="""Egypt: Activist tortured in custody, rights group says

An Egyptian activist was beaten and given electric shocks at a security building in Cairo after his arrest this \
month, \
a rights group said on Tuesday.

Karim el-Shenawy, who campaigned against evictions, was arrested at his home on 3 November. Officers blindfolded him, \
hung him by his arms and tortured him for two days to make him name his friends, the Nile Network for Rights said. He \
is now in pretrial detention on charges of spreading false news.

His mother, Samia Fouad, saw bruises on his face and wrists when she was allowed to visit him. The Interior Ministry \
denied that detainees are ill-treated.
""",
    ),
    Article(
        name="student disappeared",
        published=date(2021, 5, 3),
        types=frozenset({"enforced disappearance"}),
        victims=frozenset({"Bashir Mengal"}),
        country="PK",
        month=4,
        text="""Families demand word of missing student

QUETTA: Relatives of a student who disappeared in April held a sit-in in front of the press club on Sunday and \
demanded \
that the authorities say where he is.

Bashir Mengal was last seen on April 9, when men in uniform took him off a bus near Khuzdar, Pakistan. His \
whereabouts \
have been unknown since. Police refuse to register a case of enforced disappearance, his sister Sadia said.

The Commission for Missing Persons says that hundreds of people have disappeared in Balochistan. The government \
denies \
any part in the disappearances.
""",
    ),
    Article(
        name="strikers dismissed",
        published=date(2020, 10, 22),
        types=frozenset({"other"}),
        country="KH",
        month=10,
        text="""Garment factory sacks 120 after strike

A garment factory in the Cambodian capital, Phnom Penh, has dismissed 120 workers who took part in a strike for \
higher \
wages, their union said on Wednesday.

The company called the strike illegal and hired replacements. Workers who came to the gate on October 19 were \
threatened \
by guards with batons, the union said. "They fired us because we joined a union," one of the women said. She \
earned 190 \
dollars a month.

The labour ministry said that it would look into the complaint. The factory makes shirts for several European brands.
""",
    ),
    Article(
        name="lawyer sentenced",
        published=date(2021, 1, 29),
        types=frozenset({"arbitrary detention"}),
        victims=frozenset({"Gao Ruilin"}),
        country="CN",
        month=1,
        text="""China jails lawyer for four years

A court in southern China sentenced a human rights lawyer to four years in prison on Thursday for "inciting \
subversion \
of state power", his wife said.

Gao Ruilin, who defended villagers in land disputes and members of a banned church, was detained in 2019. He \
was tried \
in secret in the city of Guangzhou, his wife, Wu Peilan, said. Diplomats from the United States and Germany \
were not let \
in.

"The sentence is a mockery of the law," said Thomas Ebert, who follows China for the group Lawyers Abroad. A \
spokeswoman \
of the foreign ministry, Tang Yue, said that China is a country under the rule of law.
""",
    ),
    Article(
        name="protesters killed",
        published=date(2021, 3, 29),
        types=frozenset({"killing"}),
        country="MM",
        month=3,
        text="""Soldiers fire on protesters in Myanmar, eleven dead

Security forces in Myanmar opened fire on demonstrators in two towns on Saturday and killed at least 11 people, \
witnesses and a hospital worker said.

In Monywa soldiers shot at a crowd that had gathered before a monastery against the military coup. Seven people died \
there, among them a boy of thirteen. Four protesters were killed in Bago, a rescue worker said.

State television said that the police had acted against riots. The junta has been in power since February 1. \
The United \
Nations condemned the killings.
""",
    ),
)
OTHERS = (
    Article(
        name="opinion on law",
        published=date(2021, 6, 1),
        text="""Why the new labour law deserves a chance

Every few years parliament discovers the labour market. This time the result is better than its reputation.

The bill simplifies contracts, shortens the notice period and lets small firms hire without a lawyer. Unions \
fear that \
job security will suffer; employers fear new costs. Both exaggerate. Studies from Denmark and Austria show that clear \
rules help the young most of all.

Parliament should pass the bill before the summer and look at it again in three years.
""",
    ),
    Article(
        name="crime statistics",
        published=date(2022, 1, 20),
        text="""Crime down for the fourth year, statistics office says

The number of recorded crimes fell by 3.4 percent last year, the national statistics office said on Wednesday.

Homicides fell from 412 to 398, robberies by 6 percent and burglaries by 9 percent. The rate of 2.1 homicides per \
100,000 inhabitants is the lowest since records began in 1998. Fraud on the internet rose by 11 percent.

The office changed its method of counting in 2019, so earlier years cannot be compared directly.
""",
    ),
    Article(
        name="bakery prize",
        published=date(2022, 5, 12),
        text="""Village bakery wins national prize

A bakery in a village of 900 people has won the national prize for the best rye bread.

Helga Brandstaetter and her son Paul have run the shop since 2004. "We use our grandmother's sourdough," she \
said after \
the ceremony in the capital. The jury praised the crust.

The prize is worth 5,000 euros, which the family wants to spend on a new oven.
""",
    ),
)
