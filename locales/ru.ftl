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

## Кошелёк: пропуска на устройстве читателя. Что начинается с %, заполняет страница

wallet-insecure = Этот браузер может получать пропуска только по зашифрованному соединению (https) или на нашем onion-адресе.
wallet-start = Пропуска на этом устройстве
wallet-start-text = Кошелёк из двенадцати слов делает ваши пропуска здесь, в этом браузере. Слова его не покидают, поэтому никто не узнает, какие пропуска ваши, и никто, кроме вас, не сможет сделать их заново.
wallet-make = Создать кошелёк
wallet-restore = У меня есть двенадцать слов
wallet-words = Запишите эти двенадцать слов
wallet-words-text = Из этих слов все ваши пропуска можно сделать заново на любом устройстве. У нас их нет, и прислать их вам мы не сможем. Кто их найдёт, получит ваши пропуска, но не ваше имя. Бумага лучше снимка.
wallet-words-written = Слова записаны
wallet-words-count = Слов должно быть 12, а их { $given }.
wallet-words-unknown = Слова номер { $place } нет в списке. Поищите описку.
wallet-words-checksum = Эти слова не подходят друг к другу: одно из них неверно или два поменялись местами.
wallet-restore-title = Ваши двенадцать слов
wallet-restore-label = Слова по порядку, через пробел
wallet-continue = Дальше
wallet-back = Назад
wallet-code = Получить пропуска
wallet-code-text = Десять пропусков на месяц получаются сразу; каждый открывает одну неделю. Мы подписываем их, не видя: запрос замаскирован.
wallet-code-label = Код
wallet-code-empty = Введите код.
wallet-code-sign = Знака номер { $place } в кодах не бывает.
wallet-code-length = В коде 28 знаков, а здесь { $given }.
wallet-code-checksum = Один знак набран неверно или два поменялись местами.
wallet-draw = Получить пропуска
wallet-draw-malformed = Сервер не понял запрос. Ничего не потрачено; сообщите редакции.
wallet-draw-unpaid = Этот код не оплачен за этот месяц, или оплата ещё не дошла.
wallet-draw-unknown = Такой код неизвестен. Проверьте его; новый код становится известен после оплаты.
wallet-draw-other = Пропуска этого месяца уже получены с этим кодом, но из других слов. Восстановите кошелёк из тех слов.
wallet-draw-closed = Сейчас пропуска этого месяца получить нельзя. Обновите страницу и попробуйте ещё раз.
wallet-draw-later = Сервер не ответил. Ничего не потрачено: попробуйте немного позже.
wallet-key-unlisted = Ключа на этот месяц ещё нет. Попробуйте позже.
wallet-key-changed = Ключи, которые показывает сервер, не те, что он показывал раньше. По пропускам с такими ключами вас можно было бы выделить, поэтому пропуска не сделаны. Попробуйте другой наш адрес и сообщите редакции.
wallet-key-wrong = Ключи сервера или его ответ не такие, какими должны быть. Пропуска не сделаны; сообщите редакции.
wallet-failed = Не получилось. Ничего не потрачено: обновите страницу и попробуйте ещё раз.
wallet-passes = Мои пропуска
wallet-count = осталось – { $left }, использовано – { $used }
wallet-first = Если читать сразу, чтение можно связать с покупкой по времени; если подождать день, уже нельзя.
wallet-wait = Подождать день
wallet-waits = До этого времени кошелёк не отдаёт ни одного пропуска: { $time }.
wallet-waits-why = Вы решили подождать: прочитанное раньше можно связать с покупкой по времени.
wallet-do-not-wait = Не ждать
wallet-give = Взять пропуск для другого устройства
wallet-unkept = Эти пропуска есть только на этой странице. Если её закрыть, они исчезнут; вернуть их можно двенадцатью словами и кодом.
wallet-keep = Сохранить пропуска на устройстве
wallet-remember = Сохранить пропуска, слова и код
wallet-keep-text = Сохранённые пропуска отдаются сами, когда вы открываете материал. Если сохранены также слова и код, пропуска на следующий месяц получаются сами, в случайное время, когда вы читаете. Кто доберётся до устройства, найдёт сохранённое, но не то, что вы читали.
wallet-not-kept = Этот браузер ничего не хранит: пропуска есть на странице, пока она открыта.
wallet-remembered = Пропуска, слова и код сохранены на этом устройстве.
wallet-not-remembered = Пропуска сохранены на этом устройстве, слова и код – нет. За пропусками на следующий месяц вернитесь сюда с ними.
wallet-more = Получить с кодом
wallet-show-words = Показать мои двенадцать слов
wallet-forget = Удалить с этого устройства
wallet-forget-text = Все пропуска, а также слова и код, если они здесь сохранены, будут удалены из этого браузера. Без двенадцати слов никто не сделает их заново.
wallet-forget-now = Удалить
wallet-forgotten = В этом браузере от кошелька ничего не осталось.
wallet-pass = Пропуск для другого устройства
wallet-pass-text = Он открывает одну неделю, месяц – { $month }, и вынут из этого кошелька: дайте его только одному устройству. Отсканируйте его или скопируйте и вставьте там, где материал просит пропуск.
wallet-pass-label = Пропуск
wallet-qr = Пропуск как QR-код
wallet-handing = Сейчас будет отдан пропуск с этого устройства.
wallet-drawing = На этот месяц пропусков ещё нет: сейчас они будут получены.
wallet-drawn = Пропуска на этот месяц только что получены. Если сразу отдать один, это можно связать по времени; если подождать день, уже нельзя.
wallet-stop = Остановить
wallet-stopped = Ни один пропуск не отдаётся.
wallet-hand = Отдать пропуск
wallet-none = На этом устройстве нет пропуска на эту неделю.
wallet-spent = Этот пропуск уже был использован. Пробуем следующий.
wallet-none-taken = Несколько пропусков этого устройства не приняты. Возможно, их использовали на другом устройстве: введите другой пропуск или получите пропуска заново из двенадцати слов.
wallet-enter-later = Сервер не ответил. Пропуск не использован: попробуйте немного позже.
