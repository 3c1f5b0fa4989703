//! The parts names are made of: common ones, in the writing of their culture and in Latin letters.

/// Parts in their own writing and in Latin letters.
pub type Pairs = &'static [(&'static str, &'static str)];

/// Surnames, commonest first; the last are double ones.
pub const CHINESE_FAMILY: Pairs = &[
    ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"), ("黄", "Huang"), ("赵", "Zhao"),
    ("吴", "Wu"), ("周", "Zhou"), ("徐", "Xu"), ("孙", "Sun"), ("马", "Ma"), ("朱", "Zhu"), ("胡", "Hu"), ("郭", "Guo"), ("何", "He"),
    ("林", "Lin"), ("罗", "Luo"), ("郑", "Zheng"), ("梁", "Liang"), ("谢", "Xie"), ("宋", "Song"), ("唐", "Tang"), ("许", "Xu"),
    ("韩", "Han"), ("冯", "Feng"), ("邓", "Deng"), ("曹", "Cao"), ("彭", "Peng"), ("曾", "Zeng"), ("肖", "Xiao"), ("田", "Tian"),
    ("董", "Dong"), ("潘", "Pan"), ("袁", "Yuan"), ("蔡", "Cai"), ("蒋", "Jiang"), ("余", "Yu"), ("于", "Yu"), ("杜", "Du"), ("叶", "Ye"),
    ("程", "Cheng"), ("魏", "Wei"), ("苏", "Su"), ("吕", "Lü"), ("丁", "Ding"), ("任", "Ren"), ("卢", "Lu"), ("姚", "Yao"), ("沈", "Shen"),
    ("钟", "Zhong"), ("姜", "Jiang"), ("崔", "Cui"), ("谭", "Tan"), ("陆", "Lu"), ("范", "Fan"), ("汪", "Wang"), ("廖", "Liao"),
    ("石", "Shi"), ("金", "Jin"), ("韦", "Wei"), ("贾", "Jia"), ("夏", "Xia"), ("傅", "Fu"), ("方", "Fang"), ("邹", "Zou"), ("熊", "Xiong"),
    ("白", "Bai"), ("孟", "Meng"), ("秦", "Qin"), ("邱", "Qiu"), ("侯", "Hou"), ("江", "Jiang"), ("尹", "Yin"), ("薛", "Xue"),
    ("欧阳", "Ouyang"), ("上官", "Shangguan"), ("司徒", "Situ"), ("诸葛", "Zhuge"),
];

/// Letters of given names: men's, women's.
pub const CHINESE_GIVEN: [Pairs; 2] = [
    &[
        ("伟", "wei"), ("强", "qiang"), ("磊", "lei"), ("军", "jun"), ("洋", "yang"), ("勇", "yong"), ("杰", "jie"), ("涛", "tao"),
        ("明", "ming"), ("超", "chao"), ("刚", "gang"), ("平", "ping"), ("辉", "hui"), ("鹏", "peng"), ("华", "hua"), ("飞", "fei"),
        ("浩", "hao"), ("宇", "yu"), ("轩", "xuan"), ("然", "ran"), ("博", "bo"), ("文", "wen"), ("泽", "ze"), ("志", "zhi"),
        ("建", "jian"), ("国", "guo"), ("晓", "xiao"), ("俊", "jun"), ("凯", "kai"), ("晨", "chen"), ("子", "zi"), ("睿", "rui"),
        ("航", "hang"), ("峰", "feng"), ("林", "lin"), ("东", "dong"), ("海", "hai"), ("阳", "yang"), ("思", "si"), ("远", "yuan"),
        ("嘉", "jia"), ("铭", "ming"), ("川", "chuan"), ("一", "yi"), ("诺", "nuo"), ("恒", "heng"), ("毅", "yi"), ("楠", "nan"),
    ],
    &[
        ("芳", "fang"), ("娜", "na"), ("敏", "min"), ("静", "jing"), ("丽", "li"), ("艳", "yan"), ("娟", "juan"), ("霞", "xia"),
        ("秀", "xiu"), ("英", "ying"), ("兰", "lan"), ("玉", "yu"), ("萍", "ping"), ("红", "hong"), ("玲", "ling"), ("婷", "ting"),
        ("雪", "xue"), ("慧", "hui"), ("莹", "ying"), ("倩", "qian"), ("欣", "xin"), ("怡", "yi"), ("佳", "jia"), ("雨", "yu"),
        ("梦", "meng"), ("琪", "qi"), ("涵", "han"), ("诗", "shi"), ("悦", "yue"), ("晴", "qing"), ("思", "si"), ("宁", "ning"),
        ("晓", "xiao"), ("雯", "wen"), ("洁", "jie"), ("璐", "lu"), ("瑶", "yao"), ("月", "yue"), ("薇", "wei"), ("妍", "yan"),
        ("若", "ruo"), ("可", "ke"), ("心", "xin"), ("语", "yu"), ("桐", "tong"), ("清", "qing"), ("芸", "yun"), ("颖", "ying"),
    ],
];

/// What is written when a name was only heard.
pub const SOUND_ALIKE: &[(&str, &str)] = &[
    ("晓", "小"), ("丽", "莉"), ("伟", "玮"), ("静", "婧"), ("洁", "杰"), ("宇", "雨"), ("佳", "嘉"), ("雯", "文"), ("婷", "亭"),
    ("志", "智"), ("欣", "心"), ("颖", "莹"), ("浩", "昊"), ("铭", "明"), ("思", "斯"), ("斎藤", "斉藤"), ("ü", "ue"), ("é", "e"),
    ("nn", "n"), ("ll", "l"), ("k", "ck"), ("i", "y"),
];

pub const JAPANESE_FAMILY: Pairs = &[
    ("佐藤", "Sato"), ("鈴木", "Suzuki"), ("高橋", "Takahashi"), ("田中", "Tanaka"), ("伊藤", "Ito"), ("渡辺", "Watanabe"),
    ("山本", "Yamamoto"), ("中村", "Nakamura"), ("小林", "Kobayashi"), ("加藤", "Kato"), ("吉田", "Yoshida"), ("山田", "Yamada"),
    ("佐々木", "Sasaki"), ("山口", "Yamaguchi"), ("松本", "Matsumoto"), ("井上", "Inoue"), ("木村", "Kimura"), ("林", "Hayashi"),
    ("斎藤", "Saito"), ("清水", "Shimizu"), ("山崎", "Yamazaki"), ("森", "Mori"), ("池田", "Ikeda"), ("橋本", "Hashimoto"),
    ("石川", "Ishikawa"), ("小川", "Ogawa"), ("岡田", "Okada"), ("長谷川", "Hasegawa"), ("藤田", "Fujita"), ("村上", "Murakami"),
];

pub const JAPANESE_GIVEN: [Pairs; 2] = [
    &[
        ("翔太", "shota"), ("蓮", "ren"), ("大輔", "daisuke"), ("拓也", "takuya"), ("健一", "kenichi"), ("悠斗", "yuto"),
        ("陽翔", "haruto"), ("直樹", "naoki"), ("誠", "makoto"), ("亮", "ryo"), ("隆", "takashi"), ("駿", "shun"), ("和也", "kazuya"),
        ("剛", "tsuyoshi"), ("湊", "minato"), ("樹", "itsuki"),
    ],
    &[
        ("美咲", "misaki"), ("陽菜", "hina"), ("さくら", "sakura"), ("結衣", "yui"), ("葵", "aoi"), ("由美子", "yumiko"),
        ("恵", "megumi"), ("愛", "ai"), ("真由美", "mayumi"), ("千尋", "chihiro"), ("七海", "nanami"), ("直子", "naoko"),
        ("ひかり", "hikari"), ("凛", "rin"), ("彩花", "ayaka"), ("明日香", "asuka"),
    ],
];

pub const KOREAN_FAMILY: Pairs = &[
    ("김", "Kim"), ("이", "Lee"), ("박", "Park"), ("최", "Choi"), ("정", "Jung"), ("강", "Kang"), ("조", "Cho"), ("윤", "Yoon"),
    ("장", "Jang"), ("임", "Lim"), ("한", "Han"), ("오", "Oh"), ("서", "Seo"), ("신", "Shin"), ("권", "Kwon"), ("황", "Hwang"),
];

pub const KOREAN_GIVEN: [Pairs; 2] = [
    &[
        ("민준", "minjun"), ("서준", "seojun"), ("도윤", "doyun"), ("지훈", "jihoon"), ("현우", "hyunwoo"), ("준호", "junho"),
        ("성민", "seongmin"), ("우진", "woojin"), ("태양", "taeyang"), ("동현", "donghyun"),
    ],
    &[
        ("서연", "seoyeon"), ("지우", "jiwoo"), ("하은", "haeun"), ("수빈", "subin"), ("민서", "minseo"), ("예린", "yerin"),
        ("은지", "eunji"), ("유진", "yujin"), ("지민", "jimin"), ("소희", "sohee"),
    ],
];

pub const ARABIC_FAMILY: Pairs = &[
    ("حداد", "Haddad"), ("منصور", "Mansour"), ("خوري", "Khoury"), ("السيد", "El-Sayed"), ("عثمان", "Othman"), ("نجار", "Najjar"),
    ("بن علي", "Ben Ali"), ("الشامي", "Al-Shami"), ("زيدان", "Zaydan"), ("رحمن", "Rahman"), ("قاسم", "Qasim"), ("بركات", "Barakat"),
];

pub const ARABIC_GIVEN: [Pairs; 2] = [
    &[
        ("عمر", "omar"), ("يوسف", "youssef"), ("كريم", "karim"), ("سامي", "sami"), ("طارق", "tarek"), ("إبراهيم", "ibrahim"),
        ("خالد", "khaled"), ("رامي", "rami"),
    ],
    &[
        ("ليلى", "layla"), ("فاطمة", "fatima"), ("نور", "nour"), ("مريم", "maryam"), ("سلمى", "salma"), ("هدى", "huda"),
        ("ياسمين", "yasmin"), ("رانيا", "rania"),
    ],
];

pub const LATIN_FAMILY: &[&str] = &[
    "Miller", "Johnson", "Garcia", "Brown", "Davis", "Martinez", "Wilson", "Anderson", "Taylor", "Moore", "Jackson", "Thompson",
    "White", "Clark", "Lewis", "Walker", "Hall", "Young", "King", "Wright", "O'Brien", "Murphy", "Campbell", "Reed", "Cooper",
    "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Wagner", "Becker", "Schäfer", "Köhler", "Krüger", "Groß", "Lehmann",
    "Martin", "Bernard", "Dubois", "Lefèvre", "Moreau", "Girard", "Fournier", "Mercier", "Lambert", "Besançon", "Rousseau",
    "de Vries", "van den Berg", "Bakker", "Visser", "Jansen", "Mulder", "Rossi", "Ferrari", "Bianchi", "Romano", "Colombo",
    "Ricci", "Núñez", "Fernández", "López", "Santos", "Ferreira", "Kowalski", "Nowak", "Sørensen", "Lindqvist", "Nguyen",
];

pub const LATIN_GIVEN: [&[&str]; 2] = [
    &[
        "James", "Michael", "David", "Daniel", "Matthew", "Anthony", "Joshua", "Andrew", "Ethan", "Lucas", "Noah", "Liam", "Jonas",
        "Felix", "Lukas", "Jürgen", "Thomas", "Pierre", "Étienne", "François", "Hugo", "Louis", "Jan", "Daan", "Marco", "Luca",
        "Matteo", "José", "Diego", "Piotr", "Søren", "Björn", "Oliver", "Samuel", "Patrick", "Kevin",
    ],
    &[
        "Emma", "Olivia", "Sophia", "Ava", "Mia", "Charlotte", "Emily", "Grace", "Hannah", "Sarah", "Jennifer", "Laura", "Anna",
        "Lena", "Katharina", "Jana", "Zoë", "Chloé", "Camille", "Élodie", "Margaux", "Anaïs", "Sanne", "Fleur", "Giulia", "Chiara",
        "Francesca", "Lucía", "Carmen", "Inês", "Agnieszka", "Freja", "Ingrid", "Megan", "Nicole", "Rachel",
    ],
];
