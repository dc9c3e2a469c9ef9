# Што гавораць старонкі сайта па-беларуску. Фармат — Fluent (https://projectfluent.org).

## Сама мова

direction = ltr
open-graph-locale = be_BY
read-in-this-language = Чытаць па-беларуску

## Даты і час

month-1 = Студзень
month-2 = Люты
month-3 = Сакавік
month-4 = Красавік
month-5 = Май
month-6 = Чэрвень
month-7 = Ліпень
month-8 = Жнівень
month-9 = Верасень
month-10 = Кастрычнік
month-11 = Лістапад
month-12 = Снежань
month-1-of = студзеня
month-2-of = лютага
month-3-of = сакавіка
month-4-of = красавіка
month-5-of = мая
month-6-of = чэрвеня
month-7-of = ліпеня
month-8-of = жніўня
month-9-of = верасня
month-10-of = кастрычніка
month-11-of = лістапада
month-12-of = снежня
weekday-1 = Панядзелак
weekday-2 = Аўторак
weekday-3 = Серада
weekday-4 = Чацвер
weekday-5 = Пятніца
weekday-6 = Субота
weekday-7 = Нядзеля
weekday-short-1 = Пн
weekday-short-2 = Аў
weekday-short-3 = Ср
weekday-short-4 = Чц
weekday-short-5 = Пт
weekday-short-6 = Сб
weekday-short-7 = Нд
day-pattern = { $day } { $month } { $year }
day-pattern-short = { $day } { $month }
day-pattern-weekday = { $weekday }, { $date }
month-pattern = { $month } { $year }
time-pattern = { $hour }:{ $minute }
moment-pattern = { $date }, { $time }

## Радок з датай

dateline = { $date }, { $agency }.
dateline-place = { $place }, { $date }, { $agency }.

## Меню і рамка старонкі

skip-to-content = Перайсці да зместу
menu = Меню
front-page = Галоўная
front-page-of = { $agency }: галоўная старонка
latest = Апошнія навіны
sections = Рубрыкі
topics = Тэмы
archive = Архіў
languages = Мовы
about = Пра нас
contact = Кантакты
privacy = Прыватнасць
pages = Пра сайт
breadcrumbs = Вы тут
page-title = { $title } — { $agency }
list-separator = { ", " }

## Спісы навін

latest-list = Апошнія навіны
more-news = Яшчэ навіны
older = Ранейшыя навіны
newer = Навейшыя навіны
to-newest = Да самых новых
pagination = Ранейшыя і навейшыя навіны
page-title-earlier = { $title }: ранейшыя навіны
no-stories = Тут пакуль нічога не апублікавана.
all-in-section = Усе навіны рубрыкі «{ $section }»
section = Рубрыка
topic = Тэма
stories-count = { $count ->
    [one] { $count } навіна
    [few] { $count } навіны
   *[many] { $count } навін
}
latest-description = { $agency }: усе навіны, ад самых новых.
section-description = { $agency }: навіны рубрыкі «{ $section }».
topic-description = { $agency }: навіны на тэму «{ $topic }».

## Матэрыял

by = Тэкст: { $names }
published = Апублікавана { $date }
updated = Абноўлена { $date }
corrections = Выпраўленні
correction = Выпраўленне, { $date }: { $note }
sources = Крыніцы
source = Крыніца
source-official = афіцыйная крыніца
source-media = СМІ
source-telegram = тэлеграм-канал
source-person = суразмоўца
source-document = дакумент
source-other = іншая крыніца
photo-credit = Фота: { $credit }
also-in = На іншых мовах
read-in = Чытаць на іншай мове: { $language }
translated-from = Пераклад, мова арыгінала: { $language }
original-changed = Пасля гэтага перакладу арыгінал змяніўся.
short-address = Кароткі адрас
follows = Працяг матэрыялу
updated-by = Навейшы матэрыял на гэтую тэму
related = Чытайце таксама
table = Табліца

## Платны доступ

plus-notice = Матэрыял даступны толькі для { $tier }
access-opens = Адкрыецца для ўсіх { $date }

## Людзі

people = Аўтары
person = Аўтар
person-pseudonym = Піша пад псеўданімам
person-desk = Рэдакцыя
person-stories = Усе публікацыі: { $name }
person-description = { $name }, { $agency }: усе публікацыі.

## Архіў

archive-description = { $agency }: усе навіны па месяцах і днях.
archive-of-month = Архіў: { $month }
archive-of-day = Навіны за { $date }
archive-month-description = { $agency }: архіў навін. { $month }.
archive-day-description = { $agency }: навіны за { $date }.
previous-month = Папярэдні месяц
next-month = Наступны месяц
previous-day = Папярэдні дзень
next-day = Наступны дзень
whole-month = Увесь месяц
archive-empty = У гэты час нічога не апублікавана.

## Калі старонкі няма

not-found-title = Старонка не знойдзена
not-found-text = Па гэтым адрасе нічога няма. Магчыма, старонку перанеслі або спасылка скапіявалася не цалкам.
not-found-hint = Пашукайце матэрыял у архіве або пачніце з галоўнай старонкі.
withdrawn-title = Матэрыял адкліканы
withdrawn-text = { $agency } адклікае гэты матэрыял.
withdrawn-on = Адкліканы { $date }
unavailable-title = Часова недаступна
unavailable-text = Зараз гэту старонку паказаць немагчыма. Паспрабуйце, калі ласка, праз некалькі хвілін.
failure-title = Нешта пайшло не так
failure-text = Гэта наша памылка, не ваша, і яна запісана. Паспрабуйце, калі ласка, крыху пазней.
refused-title = Незразумелы запыт
refused-text = Адрас або запыт складзены няправільна. Праверце спасылку або пачніце з галоўнай старонкі.

## Ніз старонкі

footer-statement = Сайт не выкарыстоўвае кукі, не сочыць за чытачамі і працуе без JavaScript.
rights = © { $year } { $agency }
print-footer = { $agency }, { $address }
printed-address = Адрас матэрыялу

## Кашалёк: пропускі на прыладзе чытача. Што пачынаецца з %, запаўняе старонка

wallet-insecure = Гэты браўзер можа атрымліваць пропускі толькі праз зашыфраванае злучэнне (https) або на нашым onion-адрасе.
wallet-start = Пропускі на гэтай прыладзе
wallet-start-text = Кашалёк з дванаццаці слоў робіць вашы пропускі тут, у гэтым браўзеры. Словы яго не пакідаюць, таму ніхто не даведаецца, якія пропускі вашы, і ніхто, акрамя вас, не зможа зрабіць іх нанова.
wallet-make = Стварыць кашалёк
wallet-restore = У мяне ёсць дванаццаць слоў
wallet-words = Запішыце гэтыя дванаццаць слоў
wallet-words-text = З гэтых слоў усе вашы пропускі можна зрабіць нанова на любой прыладзе. У нас іх няма, і даслаць іх вам мы не зможам. Хто іх знойдзе, атрымае вашы пропускі, але не ваша імя. Папера лепшая за здымак.
wallet-words-written = Словы запісаныя
wallet-words-count = Слоў павінна быць 12, а іх { $given }.
wallet-words-unknown = Слова нумар { $place } няма ў спісе. Пашукайце апіску.
wallet-words-checksum = Гэтыя словы не пасуюць адно да аднаго: адно з іх няправільнае або два памяняліся месцамі.
wallet-restore-title = Вашы дванаццаць слоў
wallet-restore-label = Словы па парадку, праз прабел
wallet-continue = Далей
wallet-back = Назад
wallet-code = Атрымаць пропускі
wallet-code-text = Дзесяць пропускаў на месяц атрымліваюцца адразу; кожны адкрывае адзін тыдзень. Мы падпісваем іх, не бачачы: запыт замаскіраваны.
wallet-code-label = Код
wallet-code-empty = Увядзіце код.
wallet-code-sign = Знака нумар { $place } не бывае ў кодах.
wallet-code-length = У кодзе 28 знакаў, а тут { $given }.
wallet-code-checksum = Адзін знак набраны няправільна або два памяняліся месцамі.
wallet-draw = Атрымаць пропускі
wallet-draw-malformed = Сервер не зразумеў запыт. Нічога не страчана; паведаміце рэдакцыі.
wallet-draw-unpaid = Гэты код не аплочаны за гэты месяц, або аплата яшчэ не дайшла.
wallet-draw-unknown = Такі код невядомы. Праверце яго; новы код становіцца вядомы пасля аплаты.
wallet-draw-other = Пропускі гэтага месяца ўжо атрыманыя з гэтым кодам, але з іншых слоў. Аднавіце кашалёк з тых слоў.
wallet-draw-closed = Цяпер пропускі гэтага месяца атрымаць нельга. Абнавіце старонку і паспрабуйце яшчэ раз.
wallet-draw-later = Сервер не адказаў. Нічога не страчана: паспрабуйце крыху пазней.
wallet-key-unlisted = Ключа на гэты месяц яшчэ няма. Паспрабуйце пазней.
wallet-key-changed = Ключы, якія паказвае сервер, не тыя, што ён паказваў раней. Па пропусках з такімі ключамі вас можна было б вылучыць, таму пропускі не зробленыя. Паспрабуйце іншы наш адрас і паведаміце рэдакцыі.
wallet-key-wrong = Ключы сервера або яго адказ не такія, якімі мусяць быць. Пропускі не зробленыя; паведаміце рэдакцыі.
wallet-failed = Не атрымалася. Нічога не страчана: абнавіце старонку і паспрабуйце яшчэ раз.
wallet-passes = Мае пропускі
wallet-count = засталося – { $left }, выкарыстана – { $used }
wallet-first = Калі чытаць адразу, чытанне можна звязаць з пакупкай па часе; калі пачакаць дзень, ужо нельга.
wallet-wait = Пачакаць дзень
wallet-waits = Да гэтага часу кашалёк не аддае ніводнага пропуска: { $time }.
wallet-waits-why = Вы вырашылі пачакаць: прачытанае раней можна звязаць з пакупкай па часе.
wallet-do-not-wait = Не чакаць
wallet-give = Узяць пропуск для іншай прылады
wallet-unkept = Гэтыя пропускі ёсць толькі на гэтай старонцы. Калі яе закрыць, яны знікнуць; вярнуць іх можна дванаццаццю словамі і кодам.
wallet-keep = Захаваць пропускі на прыладзе
wallet-remember = Захаваць пропускі, словы і код
wallet-keep-text = Захаваныя пропускі аддаюцца самі, калі вы адкрываеце матэрыял. Калі захаваныя таксама словы і код, пропускі на наступны месяц атрымліваюцца самі, у выпадковы час, калі вы чытаеце. Хто дабярэцца да прылады, знойдзе захаванае, але не тое, што вы чыталі.
wallet-not-kept = Гэты браўзер нічога не захоўвае: пропускі ёсць на старонцы, пакуль яна адкрытая.
wallet-remembered = Пропускі, словы і код захаваныя на гэтай прыладзе.
wallet-not-remembered = Пропускі захаваныя на гэтай прыладзе, словы і код – не. На наступны месяц вярніцеся сюды з імі.
wallet-more = Атрымаць з кодам
wallet-show-words = Паказаць мае дванаццаць слоў
wallet-forget = Выдаліць з гэтай прылады
wallet-forget-text = Усе пропускі, а таксама словы і код, калі яны тут захаваныя, будуць выдаленыя з гэтага браўзера. Без дванаццаці слоў ніхто не зробіць іх нанова.
wallet-forget-now = Выдаліць
wallet-forgotten = У гэтым браўзеры ад кашалька нічога не засталося.
wallet-pass = Пропуск для іншай прылады
wallet-pass-text = Ён адкрывае адзін тыдзень, месяц – { $month }, і выняты з гэтага кашалька: дайце яго толькі адной прыладзе. Адсканіруйце яго або скапіруйце і ўстаўце там, дзе матэрыял просіць пропуск.
wallet-pass-label = Пропуск
wallet-qr = Пропуск як QR-код
wallet-handing = Зараз будзе аддадзены пропуск з гэтай прылады.
wallet-drawing = На гэты месяц пропускаў яшчэ няма: зараз яны будуць атрыманыя.
wallet-drawn = Пропускі на гэты месяц толькі што атрыманыя. Калі адразу аддаць адзін, гэта можна звязаць па часе; калі пачакаць дзень, ужо нельга.
wallet-stop = Спыніць
wallet-stopped = Ніводзін пропуск не аддаецца.
wallet-hand = Аддаць пропуск
wallet-none = На гэтай прыладзе няма пропуска на гэты тыдзень.
wallet-spent = Гэты пропуск ужо быў выкарыстаны. Спрабуем наступны.
wallet-none-taken = Некалькі пропускаў гэтай прылады не прынятыя. Магчыма, іх выкарысталі на іншай прыладзе: увядзіце іншы пропуск або атрымайце пропускі нанова з дванаццаці слоў.
wallet-enter-later = Сервер не адказаў. Пропуск не выкарыстаны: паспрабуйце крыху пазней.
