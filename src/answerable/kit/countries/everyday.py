"""How people write countries when nobody checks: short, old and official forms, by code."""

SHOWN = {
    "PS": {"en": "Palestine", "es": "Palestina", "fr": "Palestine", "pt": "Palestina", "ar": "فلسطين", "hi": "फ़िलिस्तीन"},
    "HK": {"en": "Hong Kong", "es": "Hong Kong", "fr": "Hong Kong", "pt": "Hong Kong", "ar": "هونغ كونغ", "hi": "हाँग काँग"},
    "MO": {"en": "Macao", "es": "Macao", "fr": "Macao", "pt": "Macau", "ar": "ماكاو", "hi": "मकाऊ"},
    "CD": {"en": "DR Congo", "es": "RD Congo", "fr": "RD Congo", "pt": "RD Congo", "ar": "الكونغو الديمقراطية", "hi": "कांगो लोकतांत्रिक गणराज्य"},
    "CG": {
        "en": "Congo (Brazzaville)", "es": "Congo (Brazzaville)", "fr": "Congo (Brazzaville)", "pt": "Congo (Brazzaville)",
        "ar": "الكونغو (برازافيل)", "hi": "कांगो (ब्राज़ाविल)",
    },
}  # fmt: skip

AMBIGUOUS = {  # by the folded key; offered to choose from
    "congo": ("CD", "CG"), "الكونغو": ("CD", "CG"), "कांगो": ("CD", "CG"),
    "virginislands": ("VI", "VG"),
}  # fmt: skip

OFFICIAL = frozenset({  # folded, in front of a name or behind it
    "republic", "kingdom", "state", "sultanate", "islamic", "arab", "hashemite", "of", "the", "republique", "royaume", "etat",
    "sultanat", "islamique", "de", "du", "des", "d", "l", "la", "le", "les", "republica", "reino", "estado", "islamica", "del",
    "do", "da", "dos", "das", "el", "os", "as", "جمهوريه", "الجمهوريه", "مملكه", "المملكه", "دوله", "سلطنه", "العربيه",
    "الهاشميه", "الاسلاميه",
})  # fmt: skip
NEVER_SHORT = frozenset({"china", "chine", "الصين"})  # the republic of that name is another

EVERYDAY = {
    "AE": "UAE|Emirates|EAU|Emirats|الامارات",
    "AX": "Aland",
    "BA": "Bosnia|Bosnia Herzegovina|Bosnie|Bosnie Herzégovine|البوسنة",
    "BF": "Burkina|Upper Volta",
    "BN": "Brunei Darussalam",
    "BO": "Plurinational State of Bolivia|Bolivia, Plurinational State of|Bolivia (Plurinational State of)|Estado Plurinacional de Bolivia",
    "BQ": "Bonaire|Bonaire, Sint Eustatius and Saba|Netherlands Antilles",
    "BS": "Bahamas, The",
    "BY": "Belorussia|Byelorussia",
    "CC": "Cocos Islands|Keeling Islands",
    "CD": "DRC|D.R.C.|RDC|D.R. Congo|Congo DR|Congo DRC|DRC Congo|Democratic Republic of Congo|Democratic Republic of the Congo"
    "|Congo, Democratic Republic of the|Congo, Democratic Republic|Congo (Democratic Republic of the)|Congo, The Democratic Republic of the"
    "|Congo (Kinshasa)|Congo Kinshasa|Congo, east|East Congo|Eastern Congo|Congo, east (DRC)|Eastern DRC|Zaire|Zaïre|République démocratique du Congo"
    "|Congo, République démocratique du|República Democrática del Congo|República Democrática do Congo"
    "|جمهورية الكونغو الديمقراطية|कांगो लोकतान्त्रिक गणराज्य",
    "CF": "CAR|Central Africa|RCA|Centrafrique",
    "CG": "Congo Brazzaville|Republic of Congo|Republic of the Congo|Congo, Republic of the|Congo, Republic of|Congo (Republic)"
    "|République du Congo|República del Congo|República do Congo|جمهورية الكونغو",
    "CI": "Ivory Coast|Cote d Ivoire|Costa de Marfil|Costa do Marfim|Cote Ivoire|Côte d'Ivoire (Ivory Coast)|Republic of Cote d'Ivoire",
    "CN": "PRC|P.R. China|PR China|People's Republic of China|Mainland China",
    "CV": "Cabo Verde|Cape Verde|Cap Vert",
    "CW": "Curacao",
    "CZ": "Czech Republic|Czech|Republica Checa|République tchèque|República Tcheca",
    "DE": "Federal Republic of Germany|BRD|West Germany|Deutschland",
    "DO": "Dominican Rep.|Dominican Rep|Rep. Dominicana|Republica Dominicana",
    "EG": "Arab Republic of Egypt|مصر العربية",
    "DZ": "الجمهورية الجزائرية|الجمهورية الجزائرية الديمقراطية الشعبية",
    "EH": "Sahrawi Arab Democratic Republic",
    "ES": "Kingdom of Spain|State of Spain",
    "FK": "Falklands|Malvinas|Islas Malvinas|Falkland Islands (Malvinas)",
    "FM": "FSM|Federated States of Micronesia|Micronesia (Federated States of)|Micronesia, Federated States of",
    "FO": "Faeroe Islands|Faroes",
    "GB": "UK|U.K.|United Kingdom of Great Britain and Northern Ireland|Great Britain|Britain|England|Scotland|Wales|Northern Ireland"
    "|G.B.|Reino Unido|Royaume Uni|Inglaterra|Gran Bretaña|Grã-Bretanha|Angleterre|Grande-Bretagne|Escocia|Écosse|بريطانيا|انجلترا|ब्रिटेन|इंग्लैंड",
    "GM": "Gambia|The Gambia|Gambia, The|Republic of The Gambia",
    "GN": "Guinea Conakry|Guinea-Conakry|Guinée Conakry|Republic of Guinea",
    "GW": "Guinea Bissau|Guiné Bissau",
    "HK": "Hong Kong, China|Hong Kong SAR|HKSAR|China, Hong Kong|China, Hong Kong SAR|China, Hong Kong Special Administrative Region|Hongkong"
    "|هونج كونج|हांगकांग|हॉन्ग कॉन्ग",
    "IE": "Republic of Ireland|Eire|Éire",
    "IN": "Bharat|Republic of India",
    "IR": "Islamic Republic of Iran|Iran, Islamic Republic of|Iran (Islamic Republic of)|Persia",
    "JO": "Hashemite Kingdom of Jordan|المملكة الأردنية الهاشمية",
    "KG": "Kyrgyz Republic|Kirghizia|Kirgizstan",
    "KH": "Kampuchea",
    "KN": "St Kitts|Saint Kitts",
    "KP": "North Korea|DPRK|Democratic People's Republic of Korea|Korea, Democratic People's Republic of|Korea, North"
    "|Korea (Democratic People's Republic of)|Korea, Dem. People's Rep.",
    "KR": "South Korea|Korea|Republic of Korea|Korea, Republic of|Korea, South|Korea (South)|Korea (Republic of)|Korea Republic|Korea, Rep.|S. Korea|ROK"
    "|Corea|Corée|Coreia|Corea del Sur|كوريا|कोरिया",
    "LA": "Lao|Lao PDR|Lao People's Democratic Republic|Lao People’s Dem. Rep.",
    "LB": "الجمهورية اللبنانية",
    "LC": "St Lucia",
    "LY": "Libyan Arab Jamahiriya|State of Libya",
    "MA": "المملكة المغربية",
    "MD": "Republic of Moldova|Moldova, Republic of|Moldavia",
    "ME": "Crna Gora",
    "MK": "Macedonia|FYROM|F.Y.R.O.M.|Republic of Macedonia|Republic of North Macedonia|Macedonia, The former Yugoslav Republic of"
    "|The former Yugoslav Republic of Macedonia|Macédoine|Macedônia|Macedonia del Norte",
    "MM": "Burma|Myanmar|Myanmar/Burma|Burma/Myanmar|Birmania|Birmanie|Birmânia|بورما|बर्मा",
    "MO": "Macau|Macau SAR|Macao SAR|China, Macao|China, Macao SAR|China, Macao Special Administrative Region",
    "MZ": "Mocambique",
    "NL": "Holland|Netherlands, The|Kingdom of the Netherlands|Netherlands (Kingdom of the)|Holanda|Hollande|Países Bajos|هولندا|हॉलैंड",
    "NP": "Federal Democratic Republic of Nepal",
    "NZ": "Aotearoa|Aotearoa New Zealand|Aotearoa/New Zealand|New Zealand/Aotearoa|New Zealand (Aotearoa)|N. Zealand",
    "PG": "PNG|Papua New-Guinea",
    "PH": "Philippines, The|Republic of the Philippines|Phillipines|Philipines|Phillippines",
    "PN": "Pitcairn",
    "PS": "Palestine|State of Palestine|Palestine, State of|Occupied Palestinian Territory|Occupied Palestinian Territories|oPt"
    "|Palestinian Territory|Palestinian Territory, Occupied|West Bank and Gaza|West Bank|Gaza|Gaza Strip|West Bank & Gaza Strip"
    "|الاراضي الفلسطينية|الضفة الغربية|غزة|دولة فلسطين|फ़लस्तीन|फिलिस्तीन|Cisjordania|Cisjordanie|Cisjordânia|Territoire palestinien occupé",
    "PT": "Portuguese Republic",
    "RE": "Reunion Island|La Réunion",
    "RS": "Republic of Serbia",
    "RU": "Russia|Russian Federation|Fed. Russia|Federación de Rusia|Fédération de Russie|Federação Russa|Federação da Rússia|الاتحاد الروسي|روسيا الاتحادية",
    "SA": "KSA|Saudi|Kingdom of Saudi Arabia|السعودية",
    "SD": "Republic of the Sudan|North Sudan",
    "SH": "Saint Helena, Ascension and Tristan da Cunha|Ascension|Tristan da Cunha",
    "SK": "Slovak Republic",
    "SO": "Somali Republic",
    "SS": "S. Sudan|Republic of South Sudan",
    "ST": "Sao Tome|São Tomé|Sao Tome & Principe|Sao Tome and Principe",
    "SV": "Salvador|El Salvador|Republic of El Salvador",
    "SX": "St Maarten|Saint Maarten",
    "SY": "Syrian Arab Republic|الجمهورية العربية السورية",
    "SZ": "Swaziland|Kingdom of Eswatini|eSwatini|Suazilandia|Swazilandia|Suazilândia|سوازيلاند|स्वाज़ीलैंड",
    "TL": "East Timor|Timor Leste|Timor oriental|Timor Oriental|Timorleste",
    "TN": "الجمهورية التونسية",
    "TR": "Turkey|Türkiye|Republic of Türkiye|Turkiye|Republic of Turkey",
    "TT": "Trinidad|Tobago|Trinidad Tobago",
    "TW": "Taiwan, Province of China|Taiwan, Republic of China|Taiwan (ROC)|Taiwan ROC|ROC|Chinese Taipei|Formosa|Republic of China|Taiwan, China",
    "TZ": "Tanzania, United Republic of|United Republic of Tanzania|Tanzania (United Republic of)|Zanzibar|Tanganyika|UR Tanzania",
    "US": "USA|U.S.A.|U.S.|United States of America|United States (USA)|The United States of America|America|EEUU|EE. UU.|EE.UU.|EUA|E.U.A.|États-Unis d'Amérique"
    "|Etats Unis|Estados Unidos de América|Estados Unidos da América|الولايات المتحدة الامريكية|امريكا|अमेरिका|संयुक्त राज्य अमेरिका",
    "VA": "Holy See|Vatican|Holy See (Vatican City State)|Vaticano",
    "VC": "St Vincent|Saint Vincent|St Vincent and the Grenadines|Saint Vincent and the Grenadines",
    "VE": "Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela|Venezuela (Bolivarian Republic of)|República Bolivariana de Venezuela",
    "VG": "British Virgin Islands|BVI|Virgin Islands (British)|Virgin Islands, British",
    "VI": "US Virgin Islands|USVI|Virgin Islands (U.S.)|Virgin Islands, U.S.|United States Virgin Islands",
    "VN": "Viet Nam|Socialist Republic of Vietnam",
    "WF": "Wallis et Futuna",
    "WS": "Western Samoa",
    "XK": "Kosova|Republic of Kosovo|Kosovo (UNSCR 1244)|Kosovo*",
    "YE": "Republic of Yemen|الجمهورية اليمنية",
    "ZA": "RSA|R.S.A.|Republic of South Africa|S. Africa|Sudafrica|Afrique du Sud",
    "ZW": "Rhodesia",
}
