# Материалы: лента, страница материала, публикация, версии, переводы.

## Лента и всё общее

form-unreadable = Форма не прочиталась. Вернитесь назад и отправьте её ещё раз.
somebody-of-the-desk = редакция
an-import = импорт
stories = Материалы
story = Материал
untitled = Без заголовка
new-story = Новый материал
new-story-language = Язык нового материала
no-stories = Таких материалов нет.
state-draft = черновик
state-in-edit = на правке
state-ready = готов
state-scheduled = запланирован
state-published = опубликован
state-killed = отозван
mentions = Вас позвали: { $n }
kills-waiting = Отзывы ждут подтверждения
asked-of-me = Поручено вам
filter = Отбор материалов
filter-text = Слова в заголовке
filter-state = Состояние
filter-person = Автор
filter-section = Рубрика
filter-language = Язык
filter-urgency = Срочность не ниже
filter-by = Порядок
filter-any = все
filter-anybody = все
filter-show = Показать
filter-clear = Показать всё
by-newest = сначала новые
by-state = по состоянию
by-person = по автору
live-on = Лента обновляется сама.
live-off = Нет связи: лента не обновляется.
live-new = Новое выше
unpublished-changes = есть неопубликованные правки
access-now-plus = сейчас для подписчиков
access-now-clients = сейчас для клиентов
is-at-it = сейчас здесь: { $who }
urgency-n = срочность { $n }
last-by = последняя правка: { $who }
assigned-to = поручено: { $who }
all-of = Все: { $what }
older = Более старые

## Страница материала

story-pages = Страницы материала
revisions = Версии
preview = Просмотр
public-page = На сайте
side = Действия и обсуждение
details = Сведения о материале
field-headline = Заголовок
field-deck = Подзаголовок
field-body = Текст
body-hint = Абзацы отделяйте пустой строкой.
body-needs-script = В тексте есть не только простые абзацы, поэтому править его можно лишь в редакторе со скриптами. Остальные поля работают и здесь.
field-slugline = Рабочее название
slugline-hint = Видит только редакция.
field-urgency = Срочность
urgency-hint = 1 – молния, 5 – обычная.
field-place = Место
field-dateline = Дата и место своими словами
dateline-hint = Оставьте пустым, чтобы составилось само.
field-sections = Рубрики
sections-hint = Первая – главная.
section-n = Рубрика { $n }
field-topics = Темы
field-bylines = Подпись
field-sources = Источники
field-sources-name = Название источника
field-sources-address = Адрес источника
source-name = Кто сказал
source-address = Где можно проверить
source-kind = Что это
field-picture = Снимок
field-picture-alt = Описание снимка
field-picture-caption = Подпись под снимком
field-picture-credit = Автор снимка
picture-alt = Что на снимке
picture-caption = Подпись под снимком
picture-credit = Автор снимка
picture-gone = Убрать снимок
field-access = Кто и когда может читать
access-course = Доступ
access-as-it-is = как в материале
access-open = открыт для всех
access-plus = для подписчиков
access-plus-then-open = для подписчиков, потом для всех
access-embargo-open = клиентам сейчас, всем после эмбарго
access-embargo-plus = клиентам сейчас, подписчикам после эмбарго
access-hours = Через сколько часов открыть
access-date = День конца эмбарго
access-time = Время ({ $zone })
field-slug = Конец адреса
slug-hint = Пустой составится из заголовка при публикации.
set = Задать
save = Сохранить
cancel = Не надо

## Что сделано

said-opened = Материал создан.
said-saved = Сохранено.
said-same = Сохранять нечего: ничего не изменилось.
said-merged = Сохранено вместе с тем, что тем временем написали другие.
said-submitted = Материал у редакторов.
said-returned = Материал возвращён в черновики.
said-readied = Материал готов к публикации.
said-published = Опубликовано: читатели уже видят.
said-scheduled = Публикация запланирована.
said-unscheduled = План публикации снят.
said-taken-back = Публикация взята назад: на сайте материала нет.
said-restored = Публикация взята назад: читатели снова видят прежнюю версию.
said-corrected = Исправление опубликовано.
said-killed = Материал отозван
said-kill-asked = Второй редактор должен подтвердить отзыв.
said-kill-refused = Запрос на отзыв снят.
said-assigned = Поручение записано.
said-noted = Заметка записана.
said-slug = Адрес задан.
said-caught-up = Перевод отмечен как сверенный с оригиналом.
said-no-change = Материал уже был в этом состоянии.

## Что можно сделать

acts = Что дальше
submit = Сдать редакторам
make-ready = Отметить готовым
return = Вернуть автору
return-reason = Что надо сделать
publish-now = Опубликовать
publish-changes = Опубликовать правки
readers-have-it = Читатели видят последнюю версию.
schedule = Запланировать
schedule-date = День
unschedule = Снять с плана
undo = Взять назад
undo-about = Публикацию можно взять назад в течение десяти секунд.
correct = Исправить
correction-note = Примечание для читателей
correction-hint = Что было неверно и как верно. Вместе с ним выйдет последняя версия текста.
translate = Перевести
translate-into = На язык
update = Продолжение
update-hint = Новый материал, связанный с этим.
kill = Отозвать
kill-about = Материал сразу исчезнет со всех страниц, списков и копий. По его адресу читатели увидят только сообщение. Вернуть его нельзя.
kill-notice = Сообщение для читателей
kill-notice-hint = Его увидят все.
kill-reason = Причина для редакции
kill-reason-hint = Остаётся в редакции.
kill-needs-second = Материал исчезнет, когда второй редактор подтвердит.
kill-ask = Попросить подтвердить
kill-waits = { $who } хочет отозвать материал ({ $at }).
kill-confirm = Подтвердить отзыв
kill-refuse = Не отзывать
kill-by = Кто отозвал
kill-what-was-told = Кому сообщено
told-done = сделано
told-waits = ждёт
told-pages = Страницы, списки и карта сайта: { $language }
told-address = Адрес материала отвечает 410 с сообщением
told-pictures = Снимки, которых больше нигде нет, убраны

## Рядом

versions = Другие версии
is-original = оригинал
beside = Рядом с оригиналом
original-changed = Оригинал с тех пор изменился
version-behind = Перевод отстаёт от оригинала
follows = Продолжение материала
assignment = Кому поручено
assign = Поручить
notes = Заметки
note = Заметка
note-hint = @имя для входа – позвать коллегу.
say = Записать
history = Как шло

## Почему не вышло

story-killed = Материал отозван, менять его нельзя. Напишите новый.
story-too-large = Материал слишком велик. Разделите его на несколько.
document-unreadable = Это нельзя сохранить: { $reason }
form-clash = Тем временем то же самое изменил(а) { $who }. Ниже – оба текста вместе, где столкнулись – ваш; ваш вариант сохранён как версия { $revision }. Проверьте и сохраните ещё раз.
refused-no-headline = Без заголовка не публикуется. Напишите заголовок и сохраните.
refused-too-long = { $field }: { $found } знаков, можно не больше { $most }. Сократите.
refused-access = Доступ противоречит сам себе: два шага в одно время или клиенты после читателей. Выберите другой.
refused-urgency = Срочность – от 1 до 9.
refused-same = Читатели уже видят эту версию.
refused-published = Материал уже опубликован.
refused-not-published = Материал не опубликован.
refused-scheduled = Материал запланирован. Сначала снимите его с плана.
refused-unseen = Тем временем новую версию сохранил(а) { $who }. Посмотрите её и повторите.
refused-nothing-published = Брать назад нечего.
refused-too-late = Уже поздно: десять секунд прошло. Исправьте материал или отзовите его.
reason-empty = Напишите причину.
note-empty = Напишите примечание.
notice-empty = Напишите сообщение для читателей.
text-too-long = Текст слишком длинный: не больше 4000 знаков.
note-too-long = Заметка слишком длинная: не больше 4000 знаков.
slug-taken = Этот адрес у другого материала. Выберите другой.
topic-unnamed = Назовите тему: от 1 до 80 знаков.
language-unknown = На этом языке сайт не выходит.
version-exists = Версия на этом языке уже есть.
kill-not-asked = Никто не просил отозвать этот материал.
kill-own = Подтвердить должен другой редактор.
time-unreadable = Введите день и время.
time-left-out = Такого времени в этот день нет: начинается летнее время ({ $zone }). Выберите на час позже.
time-past = Это время уже прошло. Выберите более позднее или опубликуйте сейчас.
access-hours-wrong = Введите число часов от 1 до 8760.
reason-taken-back = публикация взята назад

## Журнал действий

deed-opened = создал(а) материал
deed-submitted = сдал(а) материал редакторам
deed-returned = вернул(а) материал автору
deed-readied = отметил(а) материал готовым
deed-published = опубликовал(а) материал
deed-scheduled = запланировал(а) публикацию
deed-unscheduled = снял(а) публикацию с плана
deed-took-back = взял(а) публикацию назад
deed-corrected = исправил(а) материал
deed-killed = отозвал(а) материал
deed-kill-asked = попросил(а) отозвать материал
deed-kill-refused = снял(а) запрос на отзыв
deed-updated = начал(а) продолжение материала
deed-translated = начал(а) перевод
deed-caught-up = сверил(а) перевод с оригиналом
deed-assigned = поручил(а) материал
deed-noted = записал(а) заметку
deed-restored = вернул(а) старую версию
deed-slug-set = задал(а) адрес
deed-topic-made = добавил(а) тему
deed-flashed = выпустил(а) молнию

## Версии и сравнение

revision = Версия
revision-by = Кто
revision-at = Когда
revision-what = Что это
revision-newest = последняя
revision-shown = её видят читатели
revision-was-shown = была опубликована
revision-aside = сохранена сбоку: столкнулась
compare = Сравнить
comparison = Версия { $old } и версия { $new }
compare-old = Старая
compare-new = Новая
compare-with = сравнить с { $n }
compare-with-newest = Сравнить с последней
restore = Вернуть эту версию
said-brought-back = Старая версия возвращена как новая; прежняя осталась в списке.
no-difference = Между ними нет разницы.
looks-changed = изменилось оформление
plus-part = за стеной
what-changed = Что изменилось
caught-up = Перевод сверен
field-updates = Продолжение материала

## Молния и просмотр

flash-hint = Заголовок сразу появится на сайте; текст допишете потом по тому же адресу.
flash-publish = Опубликовать молнию
flash-out = Молния опубликована.
write-on = Писать дальше
preview-choices = Чьими глазами смотреть
preview-open = Читатель без подписки
preview-plus = Подписчик
preview-wide = Компьютер
preview-phone = Телефон
preview-frame = Страница, какой её увидят читатели
