"""Spreadsheets as a secretariat really has them: a title above the headings, gaps, doubles, wrong countries, two addresses in a cell."""

from answerable.kit import sheets

FRENCH = """\
Liste des membres;;;;;;;
;;;;;;;
N°;Nom de l’organisation;Type;Pays;Ville;Courriel;Langues;Membre depuis
1;Les Tisserandes du Fleuve;droits des femmes;Sénégal;Saint-Louis;contact@tisserandes.example;français;2014
2;Maison des Palabres;hommes et garçons;SENEGAL;Thiès;palabres@maison.example;français / anglais;03/04/2015
3;Cercle Aïssatou;femmes;Sénégal ;Dakar;bureau@cercle-aissatou.example;français;2009
4;Jeunes du Quai;jeunes;Senegal;Dakar;quai@jeunes.example;fr;2020-05
5;Lampes de Kaolack;association de femmes;Sénégal;Kaolack;LAMPES@kaolack.example;français;
6;Voix de la Lagune;droits des femmes;Côte d’Ivoire;Abidjan;voix@lagune.example;français;2011
7;Pères présents;hommes et garçons;Cote d'Ivoire;Bouaké;peres@presents.example;français;12/2016
8;Réseau Karité;réseau;CÔTE D'IVOIRE;Korhogo;karite@reseau.example;français;2013
9;Atelier du Mil;recherche;Mali;Bamako;mil@atelier.example;français;2012
10;Les Puits de Ségou;femmes;Mali;Ségou;puits@segou.example;français;2018
11;Griots pour la Paix;autre;Mali;Kayes;griots@paix.example;français;2017
12;Femmes de la Falaise;droits des femmes;Mali;Bandiagara;falaise@femmes.example;français;2010
13;Toits de Tôle;services;Burkina Faso;Ouagadougou;toits@tole.example;français;2019
14;Sœurs du Sahel;femmes;Burkina-Faso;Dori;soeurs@sahel.example;français;2016
15;Le Grand Tamarinier;jeunes;Burkina Faso;Bobo-Dioulasso;tamarinier@grand.example;français;2021
16;Écoute Littoral;services;Cameroun;Douala;ecoute@littoral.example;français, anglais;2014
17;Hommes du Mont;hommes et garçons;Cameroun;Buéa;mont@hommes.example;anglais;2018
18;Marché des Femmes;femmes;CAMEROUN;Yaoundé;marche@femmes.example;français;2008
19;Handicap et Dignité;handicap;Cameroun;Garoua;dignite@handicap.example;français;2015
20;Barques de Kribi;réseau;Cameroun;Kribi;barques@kribi.example;français;2022
21;Grenier commun;femmes;Bénin;Cotonou;grenier@commun.example;français;2013
22;Paroles de Porto-Novo;recherche;Benin;Porto-Novo;paroles@portonovo.example;français;2016
23;Les Tontines;droits des femmes;Togo;Lomé;tontines@lome.example;français;2012
24;Garçons debout;hommes et garçons;Togo;Kara;debout@garcons.example;français;2019
25;Les Tisserandes du Fleuve;femmes;Sénégal;Saint-Louis;bureau@tisserandes.example;français;2014
26;Cour des Manguiers;femmes;Niger;Niamey;manguiers@cour.example;français;2017
27;Étoile d’Agadez;jeunes;Niger;Agadez;etoile@agadez.example;français;2020
28;Mères de Zinder;femmes;Niger;Zinder;"meres@zinder.example; secours@zinder.example";français;2011
29;Le Phare de Conakry;services;Guinée;Conakry;phare@conakry.example;français;2011
30;Les Collines parlent;réseau;Guinée;Labé;collines@labe.example;français;2015
31;Femmes des Rails;femmes;Congo;Pointe-Noire;rails@femmes.example;français;2018
32;Rive droite;recherche;République du Congo;Brazzaville;rive@droite.example;français;2014
33;Racines de Kivu;droits des femmes;RD Congo;Goma;racines@kivu.example;français, swahili;2010
34;Les Porteurs;hommes et garçons;République démocratique du Congo;Bukavu;porteurs@bukavu.example;français;2013
35;Bibliothèque des Mères;femmes;Tchad;N’Djamena;livres@meres.example;français, arabe;2019
36;Les Dunes;femmes;Mauritanie;Nouakchott;dunes@nouakchott.example;arabe, français;2016
37;Terrasses du Rif;droits des femmes;Maroc;Tétouan;terrasses@rif.example;arabe, français;2012
38;Jardin de Sfax;femmes;Tunisie;Sfax;jardin@sfax.example;arabe, français;2011
39;Les Vanniers;autre;Madagascar;Antsirabe;vanniers@antsirabe.example;français;2017
40;Femmes de la Baie;femmes;Madagascar;Toamasina;baie@femmes.example;français;2015
41;Récif;jeunes;Comores;Moroni;recif@moroni.example;français;2021
42;Lacis;femmes;Haïti;Jacmel;lacis@jacmel.example;français;2009
43;Ligne d’eau;services;Belgique;Liège;eau@liege.example;français, néerlandais;2018
44;Pont suspendu;femmes;Atlantide;;pont@suspendu.example;français;2019
45;Halte de nuit;services;Suisse;Genève;;français;2020
;;;;;;;
"""

ARABIC = """\
قائمة الأعضاء
-
الرقم|اسم المنظمة|النوع|البلد|المدينة|البريد الإلكتروني|اللغات|عضو منذ
١|نسيج النهر|حقوق المرأة|الأردن|إربد|weave@nahr.example|العربية|2014
٢|بيت الحوار|الرجال والفتيان|الاردن|عمّان|hiwar@bayt.example|العربية؛ الإنجليزية|2015
٣|دائرة ليلى|حقوق النساء|الأردن|الزرقاء|layla@daira.example|العربية|2009
٤|شباب الضفة|شباب|الأردن|السلط|shabab@diffa.example|عربي|2020
٥|مصابيح الكرك|حقوق المرأة|المملكة الأردنية الهاشمية|الكرك|masabih@karak.example|العربية|
٦|صوت الميناء|حقوق المرأة|لبنان|طرابلس|sawt@mina.example|العربية، الفرنسية|2011
٧|آباء حاضرون|الرجال والفتيان|لبنان|صيدا|aabaa@hadirun.example|العربية|2016
٨|شبكة الزيتون|شبكة|لبنان|صور|zaytun@shabaka.example|العربية|2013
٩|ورشة القمح|بحث|لبنان|زحلة|qamh@warsha.example|العربية|2012
١٠|آبار البقاع|حقوق المرأة|لبنان|بعلبك|abar@bekaa.example|العربية|2018
١١|حكواتيون من أجل السلام|أخرى|مصر|الإسكندرية|hakawati@salam.example|العربية|2017
١٢|نساء الجرف|حقوق المرأة|مصر|أسوان|nisaa@jurf.example|العربية|2010
١٣|سقوف آمنة|خدمات|مصر|القاهرة|suquf@amina.example|العربية|2019
١٤|أخوات الساحل|حقوق النساء|مصر|دمياط|akhawat@sahel.example|العربية|2016
١٥|شجرة الجميز|شباب|جمهورية مصر العربية|المنيا|jummayz@shajara.example|العربية|2021
١٦|إصغاء|خدمات|تونس|صفاقس|isghaa@sfax.example|العربية، الفرنسية|2014
١٧|رجال الجبل|الرجال والفتيان|تونس|الكاف|jabal@rijal.example|العربية|2018
١٨|سوق النساء|حقوق المرأة|تونس|سوسة|suq@nisaa.example|العربية|2008
١٩|كرامة لكل جسد|الإعاقة|تونس|قابس|karama@gabes.example|العربية|2015
٢٠|قوارب جربة|شبكة|تونس|جربة|qawarib@djerba.example|العربية|2022
٢١|مخزن الحي|حقوق المرأة|المغرب|فاس|makhzan@hay.example|العربية|2013
٢٢|كلام المدينة|بحث|المغرب|تطوان|kalam@madina.example|العربية|2016
٢٣|صناديق التضامن|حقوق المرأة|المغرب|أكادير|sanadiq@tadamun.example|العربية، الأمازيغية|2012
٢٤|فتيان واقفون|الرجال والفتيان|المغرب|وجدة|fityan@oujda.example|العربية|2019
٢٥|نسيج النهر|حقوق المرأة|الأردن|إربد|maktab@nahr.example|العربية|2014
٢٦|فناء النخيل|حقوق المرأة|الجزائر|وهران|finaa@nakhil.example|العربية|2017
٢٧|نجمة الجنوب|شباب|الجزائر|تمنراست|najma@janub.example|العربية|2020
٢٨|أمهات الواحة|حقوق المرأة|الجزائر|بسكرة|ummahat@waha.example; ghawth@waha.example|العربية|2011
٢٩|منارة بنغازي|خدمات|ليبيا|بنغازي|manara@benghazi.example|العربية|2015
٣٠|التلال تتكلم|شبكة|ليبيا|غريان|tilal@gharyan.example|العربية|2018
٣١|نساء السكة|حقوق المرأة|السودان|عطبرة|sikka@nisaa.example|العربية|2014
٣٢|الضفة اليمنى|بحث|السودان|الخرطوم|yumna@diffa.example|العربية|2010
٣٣|جذور النوبة|حقوق المرأة|السودان|دنقلا|judhur@nuba.example|العربية|2013
٣٤|الحمّالون|الرجال والفتيان|السودان|بورتسودان|hammalun@port.example|العربية|2019
٣٥|مكتبة الأمهات|حقوق المرأة|العراق|البصرة|maktaba@ummahat.example|العربية، الكردية|2016
٣٦|الكثبان|حقوق المرأة|موريتانيا|نواكشوط|kuthban@nouakchott.example|العربية|2012
٣٧|شرفات الجبل|حقوق المرأة|العراق|السليمانية|shurufat@jabal.example|الكردية، العربية|2011
٣٨|بستان الموصل|حقوق المرأة|العراق|الموصل|bustan@mosul.example|العربية|2017
٣٩|صنّاع السلال|أخرى|اليمن|تعز|silal@taiz.example|العربية|2015
٤٠|نساء الخليج|حقوق المرأة|اليمن|عدن|khalij@nisaa.example|العربية|2021
٤١|الشعاب|شباب|جزر القمر|موروني|shiab@moroni.example|العربية|2009
٤٢|مخرمات|حقوق المرأة|فلسطين|نابلس|mukharramat@nablus.example|العربية|2018
٤٣|خط الماء|خدمات|الكونغو|كسلا|maa@khatt.example|العربية|2019
٤٤|الجسر المعلق|حقوق المرأة|أطلانطس||jisr@muallaq.example|العربية|2020
٤٥|استراحة الليل|خدمات|البحرين|المنامة||العربية|2020
"""


def french() -> tuple[str, bytes]:
    """A list as an old office program writes it: semicolons, its own signs, its own line ends."""
    return "membres (2).csv", FRENCH.replace("\n", "\r\n").encode("cp1252")


def arabic() -> tuple[str, bytes]:
    """A workbook from right to left, with numbers in its own figures."""
    title, *rows = (line.strip("-").split("|") for line in ARABIC.splitlines())
    return "الأعضاء.xlsx", b"".join(sheets.write_xlsx(title, rows, rtl=True))
