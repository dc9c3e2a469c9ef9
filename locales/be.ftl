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
