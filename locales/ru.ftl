# Что говорят страницы сайта по-русски. Формат — Fluent (https://projectfluent.org).

## Сам язык

direction = ltr
open-graph-locale = ru_RU
read-in-this-language = Читать по-русски

## Даты и время

month-1 = Январь
month-2 = Февраль
month-3 = Март
month-4 = Апрель
month-5 = Май
month-6 = Июнь
month-7 = Июль
month-8 = Август
month-9 = Сентябрь
month-10 = Октябрь
month-11 = Ноябрь
month-12 = Декабрь
month-1-of = января
month-2-of = февраля
month-3-of = марта
month-4-of = апреля
month-5-of = мая
month-6-of = июня
month-7-of = июля
month-8-of = августа
month-9-of = сентября
month-10-of = октября
month-11-of = ноября
month-12-of = декабря
weekday-1 = Понедельник
weekday-2 = Вторник
weekday-3 = Среда
weekday-4 = Четверг
weekday-5 = Пятница
weekday-6 = Суббота
weekday-7 = Воскресенье
weekday-short-1 = Пн
weekday-short-2 = Вт
weekday-short-3 = Ср
weekday-short-4 = Чт
weekday-short-5 = Пт
weekday-short-6 = Сб
weekday-short-7 = Вс
day-pattern = { $day } { $month } { $year }
day-pattern-short = { $day } { $month }
day-pattern-weekday = { $weekday }, { $date }
month-pattern = { $month } { $year }
time-pattern = { $hour }:{ $minute }
moment-pattern = { $date }, { $time }

## Строка с датой

dateline = { $date }, { $agency }.
dateline-place = { $place }, { $date }, { $agency }.

## Меню и рамка страницы

skip-to-content = Перейти к содержанию
menu = Меню
front-page = Главная
front-page-of = { $agency }: главная страница
latest = Последние новости
sections = Рубрики
topics = Темы
archive = Архив
languages = Языки
about = О нас
contact = Контакты
privacy = Конфиденциальность
pages = О сайте
breadcrumbs = Вы здесь
page-title = { $title } — { $agency }
list-separator = { ", " }

## Списки новостей

latest-list = Последние новости
more-news = Ещё новости
older = Более ранние новости
newer = Более поздние новости
to-newest = К самым новым
pagination = Более ранние и более поздние новости
page-title-earlier = { $title }: более ранние новости
no-stories = Здесь пока ничего не опубликовано.
all-in-section = Все новости рубрики «{ $section }»
section = Рубрика
topic = Тема
stories-count = { $count ->
    [one] { $count } новость
    [few] { $count } новости
   *[many] { $count } новостей
}
latest-description = { $agency }: все новости, начиная с самых новых.
section-description = { $agency }: новости рубрики «{ $section }».
topic-description = { $agency }: новости на тему «{ $topic }».

## Материал

by = Текст: { $names }
published = Опубликовано { $date }
updated = Обновлено { $date }
corrections = Исправления
correction = Исправление, { $date }: { $note }
sources = Источники
source = Источник
source-official = официальный источник
source-media = СМИ
source-telegram = телеграм-канал
source-person = собеседник
source-document = документ
source-other = другой источник
photo-credit = Фото: { $credit }
also-in = На других языках
read-in = Читать на другом языке: { $language }
translated-from = Перевод, язык оригинала: { $language }
original-changed = После этого перевода оригинал изменился.
short-address = Короткий адрес
follows = Продолжение материала
updated-by = Более новый материал на эту тему
related = Читайте также
table = Таблица

## Платный доступ

plus-notice = Материал доступен только для { $tier }
access-opens = Откроется для всех { $date }

## Люди

people = Авторы
person = Автор
person-pseudonym = Пишет под псевдонимом
person-desk = Редакция
person-stories = Все публикации: { $name }
person-description = { $name }, { $agency }: все публикации.

## Архив

archive-description = { $agency }: все новости по месяцам и дням.
archive-of-month = Архив: { $month }
archive-of-day = Новости за { $date }
archive-month-description = { $agency }: архив новостей. { $month }.
archive-day-description = { $agency }: новости за { $date }.
previous-month = Предыдущий месяц
next-month = Следующий месяц
previous-day = Предыдущий день
next-day = Следующий день
whole-month = Весь месяц
archive-empty = В это время ничего не опубликовано.

## Когда страницы нет

not-found-title = Страница не найдена
not-found-text = По этому адресу ничего нет. Возможно, страницу перенесли или ссылка скопировалась не полностью.
not-found-hint = Поищите материал в архиве или начните с главной страницы.
withdrawn-title = Материал отозван
withdrawn-text = { $agency } отзывает этот материал.
withdrawn-on = Отозван { $date }
unavailable-title = Временно недоступно
unavailable-text = Сейчас эту страницу показать невозможно. Попробуйте, пожалуйста, через несколько минут.
failure-title = Что-то пошло не так
failure-text = Это наша ошибка, не ваша, и она записана. Попробуйте, пожалуйста, чуть позже.
refused-title = Непонятный запрос
refused-text = Адрес или запрос составлен неправильно. Проверьте ссылку или начните с главной страницы.

## Низ страницы

footer-statement = Сайт не использует куки, не следит за читателями и работает без JavaScript.
rights = © { $year } { $agency }
print-footer = { $agency }, { $address }
printed-address = Адрес материала
