# Матэрыялы: стужка, старонка матэрыялу, публікацыя, версіі, пераклады.

## Стужка і ўсё агульнае

form-unreadable = Форма не прачыталася. Вярніцеся назад і адпраўце яе яшчэ раз.
somebody-of-the-desk = рэдакцыя
an-import = імпарт
stories = Матэрыялы
story = Матэрыял
untitled = Без загалоўка
new-story = Новы матэрыял
new-story-language = Мова новага матэрыялу
no-stories = Такіх матэрыялаў няма.
state-draft = чарнавік
state-in-edit = на праўцы
state-ready = гатовы
state-scheduled = запланаваны
state-published = апублікаваны
state-killed = адкліканы
mentions = Вас паклікалі: { $n }
kills-waiting = Адкліканні чакаюць пацвярджэння
asked-of-me = Даручана вам
filter = Адбор матэрыялаў
filter-text = Словы ў загалоўку
filter-state = Стан
filter-person = Аўтар
filter-section = Рубрыка
filter-language = Мова
filter-urgency = Тэрміновасць не ніжэй за
filter-by = Парадак
filter-any = усе
filter-anybody = усе
filter-show = Паказаць
filter-clear = Паказаць усё
by-newest = спачатку новыя
by-state = паводле стану
by-person = паводле аўтара
live-on = Стужка абнаўляецца сама.
live-off = Няма сувязі: стужка не абнаўляецца.
live-new = Новае вышэй
unpublished-changes = ёсць неапублікаваныя праўкі
access-now-plus = цяпер для падпісчыкаў
access-now-clients = цяпер для кліентаў
is-at-it = цяпер тут: { $who }
urgency-n = тэрміновасць { $n }
last-by = апошняя праўка: { $who }
assigned-to = даручана: { $who }
all-of = Усе: { $what }
older = Старэйшыя

## Старонка матэрыялу

story-pages = Старонкі матэрыялу
revisions = Версіі
preview = Прагляд
public-page = На сайце
side = Дзеянні і абмеркаванне
details = Звесткі пра матэрыял
field-headline = Загаловак
field-deck = Падзагаловак
field-body = Тэкст
body-hint = Абзацы аддзяляйце пустым радком.
body-needs-script = У тэксце ёсць больш за простыя абзацы, таму правіць яго можна толькі ў рэдактары са скрыптамі. Астатнія палі працуюць і тут.
field-slugline = Рабочая назва
slugline-hint = Бачыць толькі рэдакцыя.
field-urgency = Тэрміновасць
urgency-hint = 1 – маланка, 5 – звычайная.
field-place = Месца
field-dateline = Дата і месца сваімі словамі
dateline-hint = Пакіньце пустым, каб склалася само.
field-sections = Рубрыкі
sections-hint = Першая – галоўная.
section-n = Рубрыка { $n }
field-topics = Тэмы
field-bylines = Подпіс
field-sources = Крыніцы
field-sources-name = Назва крыніцы
field-sources-address = Адрас крыніцы
source-name = Хто сказаў
source-address = Дзе можна праверыць
source-kind = Што гэта
field-picture = Здымак
field-picture-alt = Апісанне здымка
field-picture-caption = Подпіс пад здымкам
field-picture-credit = Аўтар здымка
picture-alt = Што на здымку
picture-caption = Подпіс пад здымкам
picture-credit = Аўтар здымка
picture-gone = Прыбраць здымак
field-access = Хто і калі можа чытаць
access-course = Доступ
access-as-it-is = як у матэрыяле
access-open = адкрыты для ўсіх
access-plus = для падпісчыкаў
access-plus-then-open = для падпісчыкаў, потым для ўсіх
access-embargo-open = кліентам цяпер, усім пасля эмбарга
access-embargo-plus = кліентам цяпер, падпісчыкам пасля эмбарга
access-hours = Праз колькі гадзін адкрыць
access-date = Дзень канца эмбарга
access-time = Час ({ $zone })
field-slug = Канец адраса
slug-hint = Пусты складзецца з загалоўка падчас публікацыі.
set = Задаць
save = Захаваць
cancel = Не трэба

## Што зроблена

said-opened = Матэрыял створаны.
said-saved = Захавана.
said-same = Захоўваць няма чаго: нічога не змянілася.
said-merged = Захавана разам з тым, што тым часам напісалі іншыя.
said-submitted = Матэрыял у рэдактараў.
said-returned = Матэрыял вернуты ў чарнавікі.
said-readied = Матэрыял гатовы да публікацыі.
said-published = Апублікавана: чытачы ўжо бачаць.
said-scheduled = Публікацыя запланаваная.
said-unscheduled = План публікацыі зняты.
said-taken-back = Публікацыя ўзятая назад: на сайце матэрыялу няма.
said-restored = Публікацыя ўзятая назад: чытачы зноў бачаць папярэднюю версію.
said-corrected = Выпраўленне апублікаванае.
said-killed = Матэрыял адкліканы
said-kill-asked = Другі рэдактар павінен пацвердзіць адкліканне.
said-kill-refused = Запыт на адкліканне зняты.
said-assigned = Даручэнне запісанае.
said-noted = Заўвага запісаная.
said-slug = Адрас зададзены.
said-caught-up = Пераклад пазначаны як звераны з арыгіналам.
said-no-change = Матэрыял ужо быў у гэтым стане.

## Што можна зрабіць

acts = Што далей
submit = Здаць рэдактарам
make-ready = Пазначыць гатовым
return = Вярнуць аўтару
return-reason = Што трэба зрабіць
publish-now = Апублікаваць
publish-changes = Апублікаваць праўкі
readers-have-it = Чытачы бачаць апошнюю версію.
schedule = Запланаваць
schedule-date = Дзень
unschedule = Зняць з плана
undo = Узяць назад
undo-about = Публікацыю можна ўзяць назад на працягу дзесяці секунд.
correct = Выправіць
correction-note = Заўвага для чытачоў
correction-hint = Што было няправільна і як правільна. Разам з ёй выйдзе апошняя версія тэксту.
translate = Перакласці
translate-into = На мову
update = Працяг
update-hint = Новы матэрыял, звязаны з гэтым.
kill = Адклікаць
kill-about = Матэрыял адразу знікне з усіх старонак, спісаў і копій. Па яго адрасе чытачы ўбачаць толькі паведамленне. Вярнуць яго нельга.
kill-notice = Паведамленне для чытачоў
kill-notice-hint = Яго ўбачаць усе.
kill-reason = Прычына для рэдакцыі
kill-reason-hint = Застаецца ў рэдакцыі.
kill-needs-second = Матэрыял знікне, калі другі рэдактар пацвердзіць.
kill-ask = Папрасіць пацвердзіць
kill-waits = { $who } хоча адклікаць матэрыял ({ $at }).
kill-confirm = Пацвердзіць адкліканне
kill-refuse = Не адклікаць
kill-by = Хто адклікаў
kill-what-was-told = Каму паведамлена
told-done = зроблена
told-waits = чакае
told-pages = Старонкі, спісы і карта сайта: { $language }
told-address = Адрас матэрыялу адказвае 410 з паведамленнем
told-pictures = Здымкі, якіх больш нідзе няма, прыбраныя

## Побач

versions = Іншыя версіі
is-original = арыгінал
beside = Побач з арыгіналам
original-changed = Арыгінал з таго часу змяніўся
version-behind = Пераклад адстае ад арыгінала
follows = Працяг матэрыялу
assignment = Каму даручана
assign = Даручыць
notes = Заўвагі
note = Заўвага
note-hint = @імя для ўваходу – паклікаць калегу.
say = Запісаць
history = Як ішло

## Чаму не атрымалася

story-killed = Матэрыял адкліканы, мяняць яго нельга. Напішыце новы.
story-too-large = Матэрыял завялікі. Падзяліце яго на некалькі.
document-unreadable = Гэта нельга захаваць: { $reason }
form-clash = Тым часам тое самае змяніў(-ла) { $who }. Ніжэй – абодва тэксты разам, дзе сутыкнуліся – ваш; ваш варыянт захаваны як версія { $revision }. Праверце і захавайце яшчэ раз.
refused-no-headline = Без загалоўка не публікуецца. Напішыце загаловак і захавайце.
refused-too-long = { $field }: { $found } знакаў, можна не больш за { $most }. Скараціце.
refused-access = Доступ супярэчыць сам сабе: два крокі ў адзін час, або кліенты пасля чытачоў. Выберыце іншы.
refused-urgency = Тэрміновасць – ад 1 да 9.
refused-same = Чытачы ўжо бачаць гэтую версію.
refused-published = Матэрыял ужо апублікаваны.
refused-not-published = Матэрыял не апублікаваны.
refused-scheduled = Матэрыял запланаваны. Спачатку зніміце яго з плана.
refused-unseen = Тым часам новую версію захаваў(-ла) { $who }. Паглядзіце яе і паўтарыце.
refused-nothing-published = Браць назад няма чаго.
refused-too-late = Ужо позна: дзесяць секунд мінула. Выпраўце матэрыял або адклічце яго.
reason-empty = Напішыце прычыну.
note-empty = Напішыце заўвагу.
notice-empty = Напішыце паведамленне для чытачоў.
text-too-long = Тэкст задоўгі: не больш за 4000 знакаў.
note-too-long = Заўвага задоўгая: не больш за 4000 знакаў.
slug-taken = Гэты адрас мае іншы матэрыял. Выберыце іншы.
topic-unnamed = Назавіце тэму: ад 1 да 80 знакаў.
language-unknown = На гэтай мове сайт не выходзіць.
version-exists = Версія на гэтай мове ўжо ёсць.
kill-not-asked = Ніхто не прасіў адклікаць гэты матэрыял.
kill-own = Пацвердзіць павінен іншы рэдактар.
time-unreadable = Увядзіце дзень і час.
time-left-out = Такога часу ў гэты дзень няма: пачынаецца летні час ({ $zone }). Выберыце на гадзіну пазней.
time-past = Гэты час ужо мінуў. Выберыце пазнейшы або апублікуйце цяпер.
access-hours-wrong = Увядзіце колькасць гадзін ад 1 да 8760.
reason-taken-back = публікацыя ўзятая назад

## Журнал дзеянняў

deed-opened = стварыў(-ла) матэрыял
deed-submitted = здаў(-ла) матэрыял рэдактарам
deed-returned = вярнуў(-ла) матэрыял аўтару
deed-readied = пазначыў(-ла) матэрыял гатовым
deed-published = апублікаваў(-ла) матэрыял
deed-scheduled = запланаваў(-ла) публікацыю
deed-unscheduled = зняў(-ла) публікацыю з плана
deed-took-back = узяў(-ла) публікацыю назад
deed-corrected = выправіў(-ла) матэрыял
deed-killed = адклікаў(-ла) матэрыял
deed-kill-asked = папрасіў(-ла) адклікаць матэрыял
deed-kill-refused = зняў(-ла) запыт на адкліканне
deed-updated = пачаў(-ла) працяг матэрыялу
deed-translated = пачаў(-ла) пераклад
deed-caught-up = зверыў(-ла) пераклад з арыгіналам
deed-assigned = даручыў(-ла) матэрыял
deed-noted = запісаў(-ла) заўвагу
deed-restored = вярнуў(-ла) старую версію
deed-slug-set = задаў(-ла) адрас
deed-topic-made = дадаў(-ла) тэму
deed-flashed = выпусціў(-ла) маланку

## Версіі і параўнанне

revision = Версія
revision-by = Хто
revision-at = Калі
revision-what = Што гэта
revision-newest = апошняя
revision-shown = яе бачаць чытачы
revision-was-shown = была апублікаваная
revision-aside = захавана збоку: сутыкнулася
compare = Параўнаць
comparison = Версія { $old } і версія { $new }
compare-old = Старая
compare-new = Новая
compare-with = параўнаць з { $n }
compare-with-newest = Параўнаць з апошняй
restore = Вярнуць гэтую версію
said-brought-back = Старая версія вернутая як новая; ранейшая засталася ў спісе.
no-difference = Паміж імі няма розніцы.
looks-changed = змянілася афармленне
plus-part = за сцяной
what-changed = Што змянілася
caught-up = Пераклад звераны
field-updates = Працяг матэрыялу

## Маланка і прагляд

flash-hint = Загаловак адразу з’явіцца на сайце; тэкст допішаце потым па тым самым адрасе.
flash-publish = Апублікаваць маланку
flash-out = Маланка апублікаваная.
write-on = Пісаць далей
preview-choices = Чыімі вачыма глядзець
preview-open = Чытач без падпіскі
preview-plus = Падпісчык
preview-wide = Камп’ютар
preview-phone = Тэлефон
preview-frame = Старонка, якой яе ўбачаць чытачы
