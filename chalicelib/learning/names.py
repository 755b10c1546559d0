"""Given, family and clan names of Indonesia: a query with one that is no word of work is about a person."""

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
abdullah abdurrahman ade adi adinda adrian afif agnes agustina agustinus ahmadi ainun akhmad albert albertus alfi
alfred alim alya aminah anastasia andhika andreas andriani andriansyah andriyani angelina anggoro anggraeni anisah
annisa antonius aprilia apriliani aprilianto ardiansyah ardianto arianto arifah arifin aritonang ariyanto arum ashari
asrul astri atikah aulia azhar azizah azzahra baharuddin bahri benny bintang boby bonifasius burhan
burhanuddin cahya cahyadi cahyani cahyono christian christina cici cindy damanik damayanti danu darma darmanto
darmawati darto darwis daulay dede dedy deri destriana dewanto dhani diana dika diki dinda dodik dwiyanto eddy efendi
effendi elisabeth elly elvira emilia eni erik erlangga erlina ernawati euis eva evi faisol fandi farah faridah fatim
fauzan fauzi fauziah fera fia fikry fina fransiska fransiskus gede gregorius gufron gusti hafidz halimah hamdan
hamid hamzah hanafi hanif hanifah harahap harianto haris hariyanto harun haryadi haryono hasanah hasanuddin hasibuan
hasugian hendrawan hendrik herawati herlambang herlina hermansyah hermanto hesti hidayah husna ignatius ikhsan ikhwan
ilyas imas ines inggit irham irmawati irsyad ismawati isnaini istiqomah iswandi jajang jamaluddin jamilah januar johan
johannes jon joni jono juliana juliani juliansyah jumadi junianto juwita kadek kamal karina karno karsono karyadi
kasman kaunang khairul khoirul khusnul komang komariah kosasih kristanto kristian kristiani kuncoro kurniasih kurniati
kurniawati kuswanto laila lailatul latifah latuconsina lekatompessy lely leni lidya lisa lisnawati listiani lumintang
lutfi luthfi mahmud maimunah makmun malik mandagi marbun margono marlina marni marpaung marsono marwan maryam maryani
maryati matondang mawardi maya meliana melinda meri mila misbah muchlis muhaimin muhidin mujiono mukhlis mukti mulyana
mulyanto mulyati munir murtini musa muslimin mustafa mustika nadeak nadya nafisah naibaho najib napitupulu nasir
nasrul natalia ngadimin ngatiman ngatini nia niken nina ningrum nining noor nuraini nurhadi nurhasanah nurjanah
nurlela nurmala nurrohman nuryani nyoman oki oktaviani paijo paimin pakpahan pandu pangemanan parman parno partono
parwati paryono pasaribu pattiasina permana permatasari ponco ponijan poniman prabowo pradana prakoso pranoto
prasetiyo prasetya pratiwi pribadi priyanto priyono pujianto purba purnama purnamasari purnawan purwaningsih purwanti
puspita puspitasari puteri putu qomariah radit raditya rahardjo raharjo rahmadani rahmadi rahmah rahmawan raka
ramadhan ramadhani ramdan ramdani ramli rangga rangkuti rasyid ratnasari reno resti retno revi ricki ridho ridwan
rifai rifki rifqi rinaldi ritonga riyadi riyanti riyanto rizqi rochmat rofiq rohani rohmah rohmat rokhmat romadhon
romi rosdiana rosmiati ruben rukmana rumengan rusdi rusli rustam sabrina sadikin sahetapy sahrul said salim salma
saminem samsudin samsuri sandi santika sapto saputro saragih sarah sardi sarjono sarwono satrio sekar selvi sembiring
septi septiana septiani setiadi setiawati setyawan setyowati shinta sholeh sholihin sidabutar sidik sihotang simamora
simarmata simbolon sinambela sirait siswanto siswoyo sitepu sitinjak sobari sodikin sofyan solihin solikhin sonny
sopian stefanus subandi subarkah subekti subhan sucipto sudarmaji sudarman sudarmanto sudaryanto sudibyo sudirman
sudrajat suharti suhartono suhendar suhendra suherman sujarwo sujatmiko sujono sukardi sukarman sukarni sukarno
sukiman sukirman sukmawati sulistiani sulistyo sulistyowati sultan sumarno sumarsono sumarti sumiyati sumual sunardi
sunaryo supardi suparman suparmi suparno supriatna suprihatin supriyadi supriyatin supriyatno supriyono suratman
suratmi suratno surono surti suryadi suryana suryanto suryono susiana susilawati susilo susilowati sutanto sutarjo
sutarman sutarno sutejo suwandi suwardi suwarni suyadi suyatno suyono syafii syafruddin syahputra syahrial syahril
syamsiah syamsuddin syamsul syarifah syarifuddin syifa tarigan tarmizi tatang tati taufan taufiq titis tjahjono
tobing tohari tomi tommy toni totok tresna triana triatmojo tugiman tukiman tukinem tukiyem tumbelaka tuminah
tumini turmudi ujang ulfa ulfah umam usman uswatun utomo veronika viki vivi wagiman wagino wagiyem wahid wahyudin
wahyuningsih waluyo wardani warsito warsono wasis waskito wayan wenas widhi widianto widiastuti widiyanti widiyanto
widyastuti wijayanti wijayanto wiji winarno winarti windarti wisnu wiyono wuryanti yani yasin yatmi yatno yeni yenny
yosef yoyok yudha yudhi yudistira yulia yuliati yulita yusron yusup yuyun zaenudin zahara zainuddin zainul
zakaria zaki zulaikha zulham zulkarnain zulkifli
"""
GIVEN = frozenset(_GIVEN.split())
