"""The common words of English questions, by sort. They hold no facts: what is named is not among them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONDITION_NOUNS = _words("""
cancer cancers condition conditions deficiencies deficiency disease diseases disorder disorders illness
illnesses infection infections syndrome syndromes
""")
DRUG_NOUNS = _words("""
agent agents drug drugs injection injections med medication medications medicine medicines meds pill pills
remedies remedy tablet tablets therapies therapy treatment treatments vaccine vaccines
""")
# What a remedy comes in; the remedy itself is named beside it.
PIECES = _words("injection injections pill pills shot shots tablet tablets vaccine vaccines")
POPULATION_NOUNS = _words("""
adult adults babies baby boys child children elderly girls infant infants kid kids man men mothers newborn
newborns patient patients people person persons pregnancy pregnant pt pts teenager teenagers woman women
adolescent adolescents athlete athletes diabetics drinkers elders grandparents neonate neonates
preschoolers seniors smokers teen teens toddler toddlers travelers travellers vegans vegetarians
""")
TEST_NOUNS = _words("""
biopsy exam examination exams investigation investigations scan scans test tests
""")
# What is asked of a thing; alone it makes no question.
ASPECTS = _words("""
alternative alternatives benefit benefits cause causes complication complications contraindication
contraindications cost costs course cure definition diagnosis diet dosage dose doses dosing drug drugs duration
effect effects efficacy epidemiology evidence factor factors frequency harm harms history incidence inheritance
interaction interactions management mechanism medication medications medicine medicines monitoring mortality
onset option options outlook pathophysiology prevalence prevention price prognosis research risk risks safety
screening sensitivity sign signs specificity stage stages studies study surgery survival symptom symptoms test
testing tests therapies therapy treatment treatments trial trials trigger triggers type types warning
abnormalities abnormality criteria cutoff cutoffs findings indication indications presentation prophylaxis
recurrence referral relapse resistance target targets threshold thresholds work-up workup
""")
FUNCTION_WORDS = _words("""
accurate alternate another beneficial cheap comfortable convenient correct daily definite easier easy entire
equal exact extreme familiar fresh full gentle hard harmful heavy ideal itchy late light little modern
narrow natural noticeable obvious painful painless permanent plain pleasant precise proper proven ready recent
regular reliable rough routine scary sensible short similar simple single slight soft special stronger sudden
suitable tall temporary terrible thick thin twice thrice tough unpleasant unusual various weak wide wrong ill
sick unwell tired healthy contagious infectious curable treatable fatal deadly lethal hereditary genetic chronic
expensive contraindicated a able about above actually after again against ago all already also always am among
an and any anyone anything anyway are aren't around as at available bad be because been before being below best
better between big both bring brought but by came can can't cannot cant certain common commonest could couldn't
dangerous did didn't different do does doesn't doesnt don't done dont down dozen during each early effective
eight either else enough etc even ever every exact exactly false fast few first five for former four from
further general generally get gets getting give given gives go goes going good got had has have having he hello
helpful her here hers hey hi high higher him his how however hundred i i'd i'm i've if im important in
individual instead into is isn't isnt it it's its ive just last late later latter least less like likely long
longer lot low lower main major many may maybe me mean means meant might mild mine minor moderate more most much
must my n near necessary need needs neither never new next nine no none nor normal not now of off often oh ok
okay old on once one ones only onto or other others otherwise our ours out over own per perhaps please pls
possible q quickly quite r rare rather real really recommended right safe same say says second serious seven
several severe shall she should since six small so some someone something sometimes soon sorry still strong
strongest such sure take taken takes taking tell tells ten than thank thanks that that's thats the their them
then there there's theres these they thing things third this those though three through till time times to
together told too took true two typical u until up upon ur us use used useful uses using usual usually versus
very via vs was wasn't way ways we well were what what's whats when where whether which while who who's whom
whose why will quick with within without won't worse worst would ya yeah yes yet you young your yours yourself
""")
COMMON_VERBS = _words("""
damages bite bites itch itches reverse reverses sting stings accompany adapt block blocks boost boosts calm calms
destroy destroys dissolve dissolves ease eases heal heals inhibit inhibits lessen lessens replace replaces
restore restores shorten shortens soothe soothes stabilise stabilize stimulate stimulates strengthen suppress
suppresses weaken weakens accept act add added administer administered affect affected affects agree aim allow
allowed appear appears apply approve approved arise arrange ask asked assess associated attend avoid avoided
based become begin begins believe bleed breathe bring buy call called calls care carry cause caused causes
causing change changed changes check checked choose clear close combine combined come comes compare compared
complain confirm confirmed consider considered contain contains continue cough count cover cross cure cured
cures cut deal decide decided define delay delayed deliver depend describe detect detected determine develop
developed develops diagnose diagnosed diagnosing die died dies differ differs distinguish dose dosed drink drive
drop eat eaten end ends enter examine exclude excluded exercise exist exists expect expected explain explained
express extend extends face fail fall fear feed feel feels fight fill find finding finds fit fix fly follow
followed form forms found fulfil grow guess handle happen happens hear heard help helped helping helps hold hurt
hurts identify improve improves include included includes increase increases indicate indicated indicates inform
inherit inherited inject injected intend interact interacts introduce invest involve involved involves join
judge jump keep kept kill kills know known knows last lasts lead leads learn lengthen lengthens let lie lift
list live lived lives living load look looks lose lost lower made maintain make makes manage managed mark matter
matters measure measured meet mention mimic mimics mind miss monitor monitored move need notice occur occurs
offer open order pass passed pay perform persist pick plan play possible predict prefer preferred prepare
prescribe prescribed prescribing present presents press prevent prevented prevents produce progress progresses
prolong prolongs protect protects prove provide push put qualify raise raises rank rate rather reach read
receive recommend recommended recommends recover recur recurs reduce reduced reduces reject relate related
release relieve relieves rely remain remember remove repeat repeated replace report reported require required
requires respond rest result results rise rule run runs save screen screened see seem seen send separate serve
set settle shake share show shown shows shrink sit sleep slow slowed slows solve sort speak spend split spread
spreads stand start started starting starts stay stick stop stopped stopping stops strike study suffer suffering
suggest supply support survive survives suspect suspected swallow swell switch talk taste teach test tested
think told tolerate tolerated touch transmit transmitted travel treat treated treating treats trigger triggered
triggers trust try turn turns undergo understand update visit vomit wait walk want wants wash watch wear weigh
win work worked working works worry worsen write wrong
""")
COMMON_NOUNS = _words("""
additional advantage advantages age ages amount annual answer anybody area areas article articles attack attacks
attempt average body bottom bout bouts breathing brother case cases certain chance chances choice clinical
coincidence connection cons country criteria criterion dad daily dangerous daughter day days difference
differences doctor doctors document documents downside downsides early-stage episode episodes evening everybody
everyone example examples extra families family father finding findings flight food foods friend further g group
groups guidance guideline guidelines half home hospital hour hours hr hrs husband idea info information initial
insurance interval job kg kind kinds l late-stage law laws left level levels life limit limits link list max
maximum mcg meal meals mean measure measures median mg min minimum mins minute minutes ml mmol mom money month
monthly months morning mother mum newer night nights nobody number numbers nurse odds older overall page part
parts percent percentage personal place plane point problem problems pros question questions quick rate rates
ratio real reason reasons relationship relief result results review right role school secs sense share side
sister someone son sort sorts source sources special sport sports step steps supervision text thing top total
use water week weekly weeks whole wife window wk wks word words world year yearly years yr yrs
""")
# Nouns of Ogden's Basic English (1930) that name nothing in or about a body, and the parts of a course.
EVERYDAY_NOUNS = _words("""
account addition adjustment agreement apparatus argument authority base belief bit book business card company
comparison competition control copy credit date debt decision degree design desire detail details development
direction discovery discussion distance distribution division doubt edge education error event exchange
existence experience expert fact field firm front future generation government guide hope idea industry
instrument interest invention jewel journey joke key knowledge land language letter line lines lock machine
manager map market match meeting middle music name names nation net news noise note office opinion owner packet
paper payment peace pen picture pleasure position power process profit property purpose quality rail range
record regret religion reply request respect reward road room row rule science screw secretary self servant
shame shelf ship shop size sky slope society song space square stamp station store story street structure
suggestion summer surprise talk tax teaching tendency theory ticket town trade train transport trick trimester
trimesters trouble unit value view wave weather wheel winter wire writing
""")
# How an illness is; alone they name none.
DEGREES = _words("""
active acute advanced benign bilateral central classic classical complicated congenital familial focal inactive
juvenile latent localised localized malignant mild moderate peripheral persistent primary progressive recurrent
secondary severe sporadic stable systemic uncomplicated unstable untreated
""")
# How a remedy is given; the remedy itself is named beside it, or before.
ROUTES = _words("""
first-line high-dose im inhaled intramuscular intravenous iv long-term low-dose nasal oral orally
over-the-counter parenteral po rectal sc second-line short-term subcutaneous sublingual topical
""")
# A document speaks of itself in these, and a question of the document.
SELF_NOUNS = _words("""
additional advantage advantages annual answer article articles attack attacks attempt average bottom bout bouts
breathing certain clinical coincidence cons criteria criterion daily dangerous document downside downsides
early-stage episode episodes example examples extra figure finding findings flight food foods further guidance
guideline guidelines half initial insurance interval job late-stage law laws left level limit limits max maximum
meal meals mean measure measures median min minimum money monthly newer odds older overall page paper percentage
personal plane pros quick quote ratio real relief result results review right school section sense service side
site source sources special sport sports studies study summary supervision table text top total water website
weekly whole window yearly
""")
TIME_NOUNS = _words("""
age area case country day days evening hour kind minute moment month months morning night point reason sort
stage time times trimester way ways week weeks world year years
""")
