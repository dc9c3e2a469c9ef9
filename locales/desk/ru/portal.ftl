# Портал клиентов.

portal = Лента
portal-came-in = Что пришло
portal-topics = Сохранённые темы
portal-notices = Уведомления
portal-notices-waiting = ждут подтверждения
portal-tokens = Ключи
portal-destinations = Куда присылать
portal-name = Название
portal-remove = Убрать
portal-missing = Здесь нет ничего из того, что входит в ваш договор.
portal-foreign = Эта форма пришла с другого сайта. Откройте страницу здесь и отправьте её ещё раз.
portal-notices-only = Показываются только уведомления об исправлениях и отзывах.
portal-standing-ahead = Ваш договор ещё не начался.
portal-standing-paused = Ваш договор приостановлен.
portal-standing-ended = Ваш договор закончился.

# Вход
portal-sign-in = Вход в ленту
portal-about = Для СМИ, которые берут ленту { $agency } по договору.
portal-email = Электронный адрес
portal-sign-in-wrong = Адрес и пароль не подходят. Если вы забыли пароль, редакция может пригласить вас заново.
portal-lost-password = Доступ даёт и восстанавливает редакция { $agency }.
portal-invite = Выберите пароль
portal-invite-about = { $name }, это ваш вход. Ссылка действует один раз.
portal-invite-over = Эта ссылка уже использована или устарела. Попросите у редакции новую.

# Материалы
portal-words = Слова
portal-section = Рубрика
portal-any-section = Все рубрики
portal-language = Язык
portal-any-language = Все языки
portal-search = Искать
portal-nothing = Ничего не найдено. Слова ищутся в заголовках и текстах.
portal-newest = Новейшие
portal-older = Более старые
portal-new = Новое:
portal-held-until = Эмбарго до
portal-held-about = Никто не публикует этот материал раньше { $at }.
portal-for-clients = Только для клиентов
portal-for-clients-about = Читатели агентства этого материала не видят; публикуйте его в своём издании.
portal-headline-only = Заголовок и открытая часть
portal-download = Сохранить файлом
portal-format = Формат
portal-format-ninjs-3-1 = ninjs 3.1
portal-format-ninjs-2-2 = ninjs 2.2
portal-format-newsml-g2 = NewsML-G2
portal-format-nitf = NITF
portal-format-text = Простой текст
portal-format-html = HTML
portal-format-rss = RSS
portal-gone = Отозванный материал
portal-gone-about = Агентство отозвало этот материал. Уберите все его копии и подтвердите уведомление.

# Сохранённые темы
portal-topics-about = То, что вы ищете снова и снова. О новых материалах можно сообщать почтой или вызовом вашей машины.
portal-topics-none = Вы ещё не сохранили ни одной темы.
portal-topic-new = Новая тема
portal-topic-name-wanted = Дайте теме название.
portal-alert = Сообщать о новых материалах
portal-way-none = не сообщать
portal-way-mail = почтой
portal-way-webhook = через вебхук
portal-alert-address = Куда
portal-alert-address-hint = Электронный адрес или https://… для вебхука
portal-mail-wanted = Напишите электронный адрес, например desk@example.org.
portal-web-wanted = Напишите веб-адрес, который начинается с https://.
portal-webhook-key = Ключ вебхука
portal-webhook-key-about = Им подписываются вызовы (HMAC-SHA-256). Он показан сейчас и больше никогда.

# Уведомления
portal-notices-about = Исправления и отзывы материалов, которые пришли к вам любым путём. Подтвердите каждое, когда всё сделано; редакция это видит.
portal-notices-none = Уведомлений нет.
portal-notice-correction = Исправление
portal-notice-kill = Отзыв
portal-confirm-correction = Исправлено
portal-confirm-kill = Все копии убраны
portal-confirmed = Подтверждено { $at }

# Ключи
portal-tokens-about = Ваши программы обращаются с ключом в заголовке «Authorization: Bearer …». Списки — по этому адресу:
portal-tokens-none = Ключей ещё нет.
portal-token-new = Новый ключ
portal-token-make = Создать ключ
portal-token-shown = Новый ключ
portal-token-revoke = Отозвать
portal-scope-pull = брать списки
portal-scope-download = брать отдельные материалы
portal-scope-wanted = Выберите хотя бы одно, что может ключ.

# Куда присылать
portal-destinations-about = Ваши машины, на которые материалы из вашего договора присылаются сразу после выхода. Секреты хранятся запечатанными, их не видит никто.
portal-destinations-none = Пока никуда ничего не присылается.
portal-destination-new = Новый адрес
portal-destination-add = Добавить
portal-destination-paused = приостановлено
portal-destination-pause = Приостановить
portal-destination-go-on = Продолжить
portal-kind = Способ
portal-kind-http = HTTP
portal-kind-sftp = SFTP
portal-kind-s3 = S3
portal-destination-address = Адрес
portal-destination-address-hint = https://cms.example.org/in, sftp://files.example.org/in или https://s3.example.org/bucket/folder
portal-destination-account = Пользователь
portal-destination-account-hint = SFTP: имя пользователя. S3: идентификатор ключа доступа
portal-destination-mark = Ключ сервера или регион
portal-destination-mark-hint = SFTP: SHA256:… S3: регион
portal-destination-secret = Секрет
portal-destination-secret-hint = HTTP: ключ, которым подписываются вызовы (HMAC-SHA-256). SFTP: пароль или закрытый ключ. S3: секретный ключ доступа
portal-destination-name-wanted = Дайте адресу название.
portal-destination-address-wanted = Напишите адрес как https://…, а для SFTP как sftp://…, без имени и пароля в нём.
portal-destination-account-wanted = Для SFTP нужно имя пользователя, для S3 — идентификатор ключа доступа.
portal-destination-mark-wanted = Для SFTP нужен ключ сервера как SHA256:…, для S3 — регион.
portal-destination-secret-wanted = Без секрета ничего не присылается: напишите ключ или пароль.
