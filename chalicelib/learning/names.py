"""Given names that are common in Indonesia: a query that holds one, where it is no word of work, is about a person."""

_GIVEN = """
abdul achmad adit aditya agung agus ahmad aisyah aji akbar alfian ali alif alvin amelia amir ana andi andika andre
andri anggi anggraini angga ani anisa anita anton anwar apriyani ardi ardian ari arief arif aris arya asep astuti
asti ayu aziz bagas bagus bambang basuki bayu budi budiman cahyo chandra citra dani danang daniel darmawan david
dedi deni denny desi desy dewi dian didik dimas dina dini diah dodi doni dwi edi eka eko elisa ema endah endang erna
erwin fadli fahmi fahri faisal fajar farhan farida fatimah febri febrian feri ferdi ferry fikri firman fitri fitriani
galih galuh gilang gita gunawan guntur habib hadi hafiz haikal hana handoko hani hari harjono hartono haryanto hasan
hendra hendri hendro heni heri herman hermawan heru hidayat hidayati husein ibrahim ida ika ilham imam iman indah
indra indri intan irawan irfan irma irwan ismail iswanto ivan iwan jaka jamal joko juli junaidi kartika kartini
khadijah krisna kurnia kurniawan lestari lia lilis lina linda lukman lusi maharani mahendra maria mariani maulana
mega melati mira mohamad muhamad muhammad mulyadi mulyani mulyono mustofa nabila nadia nana nanang nanda naufal
ningsih nita nova novi novita nugroho nur nurhayati nurul oktavia pramono prasetyo pratama prima purnomo purwanto
putra putri rachmat raden rafi rahayu rahma rahman rahmat rahmawati raihan rani ratih ratna rendra reni reza rian
ricky rika rina rini rio riska riski ririn risma rizal rizki rizky robby rohman roni rosita rudi rudy ruslan saiful
salsabila samsul santi santoso saputra saputri sari sartika satria septian setiawan setyo sigit silvi sinta siti
slamet soleh sri subagyo sudarsono sugeng sugiarto suharto sukma sulaiman sulastri sulis sumarni sumiati sunarto
supriadi supriyanto surya suryani susanti susanto susi sutrisno suwarno suyanto syahrul syaiful syarif taufik
teguh tika tina tini titin tono topan tri triyono tuti udin umar umi utami vera vina wahyu wahyudi wahyuni wati
wawan wibowo wicaksono widodo widya wijaya winda wira wiwik wulan wulandari yanti yanto yayan yogi yohanes yudi yuli
yuliana yulianti yulianto yunita yusuf zaenal zahra zainal zulfikar
ginting hutabarat hutapea lubis manurung nababan nainggolan nasution pangaribuan panjaitan pardede rajagukguk
siagian siahaan sianipar sihombing silalahi simanjuntak simatupang sinaga siregar sitompul sitorus situmorang
tambunan tampubolon
"""
GIVEN = frozenset(_GIVEN.split())
