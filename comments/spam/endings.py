"""
Endings of domains that are taken for one where a name stands bare, without a path or “www”: in use by shops, and
hardly ever a word that follows a full stop, the ending of a file or a member of an object.
"""

BARE = """
ac ae ar au bg br bz ca cc ch cl cn co cr cy cz de dk ec ee es eu fi fr ge gg gl gr hk hr hu ie ir jp ke kr kz lt lu lv
ly mn mx ng nl nz pe ph pl pt ro ru sa sg sk su th tk tr tv tw ua ug uk uy uz ve vn ws za
app biz blog boutique cam casino click clinic cloud club coffee deals dev discount express finance fun fund gifts guru
health icu loan loans lol ltd market marketing mobi news ninja online ooo pharmacy pics pizza poker porn promo pub
rocks sale sex sexy shop shopping site skin store surf tips top tours trade trading vegas vip website wiki work wtf
xxx xyz zone example
"""
