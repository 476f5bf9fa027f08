### العربية
###
### Western digits throughout: ticket numbers, clock and board all show "A042" and "10:42",
### and one line must not mix two kinds of digits. Counted nouns follow the number:
### شخص، شخصان، 3 أشخاص، 11 شخصًا، 100 شخص.

## The language itself

language-name = العربية
pattern-time = HH:mm
pattern-date = EEEE d MMM y
pattern-day = EEEE d MMMM
pattern-weekday = EEE
pattern-day-month = d MMM
pattern-day-number = d

## Moments

when-today = الساعة { $time }
when-tomorrow = غدًا الساعة { $time }
when-weekday = { $day } الساعة { $time }
when-date = { $date } الساعة { $time }

## Queue and wait

people-waiting =
    { $count ->
        [zero] لا أحد في الانتظار
        [one] شخص واحد في الانتظار
        [two] شخصان في الانتظار
        [few] { $count } أشخاص في الانتظار
        [many] { $count } شخصًا في الانتظار
       *[other] { $count } شخص في الانتظار
    }
waiting-short =
    { $count ->
        [zero] لا أحد في الانتظار
        [one] شخص واحد ينتظر
        [two] شخصان ينتظران
        [few] { $count } في الانتظار
        [many] { $count } في الانتظار
       *[other] { $count } في الانتظار
    }
ahead =
    { $count ->
        [zero] دورك هو التالي
        [one] أمامك شخص واحد
        [two] أمامك شخصان
        [few] أمامك { $count } أشخاص
        [many] أمامك { $count } شخصًا
       *[other] أمامك { $count } شخص
    }
wait-range =
    { $hi ->
        [zero] من { $lo } إلى { $hi } دقيقة تقريبًا
        [one] من { $lo } إلى { $hi } دقيقة تقريبًا
        [two] من { $lo } إلى { $hi } دقيقة تقريبًا
        [few] من { $lo } إلى { $hi } دقائق تقريبًا
        [many] من { $lo } إلى { $hi } دقيقة تقريبًا
       *[other] من { $lo } إلى { $hi } دقيقة تقريبًا
    }
wait-range-short =
    { $hi ->
        [zero] { $lo }–{ $hi } دقيقة
        [one] { $lo }–{ $hi } دقيقة
        [two] { $lo }–{ $hi } دقيقة
        [few] { $lo }–{ $hi } دقائق
        [many] { $lo }–{ $hi } دقيقة
       *[other] { $lo }–{ $hi } دقيقة
    }
wait-about =
    { $hi ->
        [zero] { $hi } دقيقة تقريبًا
        [one] { $hi } دقيقة تقريبًا
        [two] { $hi } دقيقة تقريبًا
        [few] { $hi } دقائق تقريبًا
        [many] { $hi } دقيقة تقريبًا
       *[other] { $hi } دقيقة تقريبًا
    }
wait-about-short =
    { $hi ->
        [zero] { $hi } دقيقة
        [one] { $hi } دقيقة
        [two] { $hi } دقيقة
        [few] { $hi } دقائق
        [many] { $hi } دقيقة
       *[other] { $hi } دقيقة
    }
wait-under-five = أقل من 5 دقائق
wait-under-five-short = أقل من 5 دقائق
wait-hours =
    { $hours ->
        [zero] من { $lo } إلى { $hi } ساعة تقريبًا
        [one] من { $lo } إلى { $hi } ساعة تقريبًا
        [two] من { $lo } إلى { $hi } ساعة تقريبًا
        [few] من { $lo } إلى { $hi } ساعات تقريبًا
        [many] من { $lo } إلى { $hi } ساعة تقريبًا
       *[other] من { $lo } إلى { $hi } ساعة تقريبًا
    }
wait-hours-short =
    { $hours ->
        [zero] { $lo }–{ $hi } ساعة
        [one] { $lo }–{ $hi } ساعة
        [two] { $lo }–{ $hi } ساعة
        [few] { $lo }–{ $hi } ساعات
        [many] { $lo }–{ $hi } ساعة
       *[other] { $lo }–{ $hi } ساعة
    }
wait-unknown = مدة الانتظار غير معروفة

## On every screen

back = رجوع
start-over = من البداية
help = مساعدة
language = اللغة
next-page = التالي
previous-page = السابق
page-of = صفحة { $page } من { $pages }
close = حسنًا
go-on = متابعة
today = اليوم
updated-at = حُدّث الساعة { $time }
updated-ago =
    { $minutes ->
        [zero] حُدّث الآن
        [one] حُدّث قبل دقيقة
        [two] حُدّث قبل دقيقتين
        [few] حُدّث قبل { $minutes } دقائق
        [many] حُدّث قبل { $minutes } دقيقة
       *[other] حُدّث قبل { $minutes } دقيقة
    }
banner-offline = لا يوجد اتصال. نحاول مرة أخرى…
demo-hint = للخروج من العرض التجريبي اضغط Ctrl+Q

## K0 Self-test

self-test-title = هذا الجهاز غير جاهز
self-test-too-small = عرض الشاشة { $has-columns } حرفًا وارتفاعها { $has-rows } سطرًا، والمطلوب { $columns } في { $rows }. اختر خطًا أصغر.
self-test-targets = ستكون الأزرار أصغر من 15 مم. اختر خطًا أكبر.
self-test-no-branch = لم يُحمَّل أي فرع.
self-test-unknown-branch = لا يوجد فرع بالاسم "{ $branch }".

## K1 Attract and language

attract-welcome = أهلًا وسهلًا
attract-take = خذ رقمك من هنا
attract-touch = المس لغتك للبدء
attract-begin = المس الشاشة للبدء
attract-more = لغات أخرى
attract-contrast = التباين
open-until = مفتوح حتى الساعة { $time }
open-now = مفتوح الآن
notice-until = { $text } (حتى الساعة { $time })

## K1b Branch

branch-question = أين أنت الآن؟
branch-open = مفتوح
branch-closed = مغلق، يفتح { $when }
branch-closed-long = مغلق

## K2 What for

errand-question = ماذا تريد أن تفعل؟
errand-service = أحتاج إلى خدمة
errand-appointment = لدي موعد
errand-check-in = تسجيل الوصول أو التغيير أو الإلغاء

## K13 Who comes back: the code of a ticket, a phone number, a scan

code-question = رمز تذكرتك
code-where = 8 أرقام على تذكرتك، أو مررها أمام القارئ.
find-by-phone = برقم الهاتف
find-phone-question = رقم الهاتف الذي حجزت به
find-phone-why = نبحث في حجوزات اليوم هنا.
find-which = أي حجز تقصد؟
find-none = لم نجد حجزًا لهذا اليوم. راجع الرقم أو اسأل في المكتب.
scan-reading = نقرأ رمزك…
scan-unknown =
    لا نعرف هذا الرمز.
    اكتب الأرقام الثمانية المكتوبة تحته.
code-short =
    { $count ->
        [zero] الرمز قصير جدًا.
        [one] الرمز قصير جدًا: ينقصه رقم واحد.
        [two] الرمز قصير جدًا: ينقصه رقمان.
        [few] الرمز قصير جدًا: تنقصه { $count } أرقام.
        [many] الرمز قصير جدًا: ينقصه { $count } رقمًا.
       *[other] الرمز قصير جدًا: ينقصه { $count } رقم.
    }
code-looking = نبحث…
code-unknown = لم نجد هذا الرمز. انظر إلى تذكرتك أو اسأل في مكتب الاستعلامات.
code-wait =
    { $seconds ->
        [zero] رموز خاطئة كثيرة. حاول مرة أخرى الآن.
        [one] رموز خاطئة كثيرة. حاول مرة أخرى بعد ثانية واحدة.
        [two] رموز خاطئة كثيرة. حاول مرة أخرى بعد ثانيتين.
        [few] رموز خاطئة كثيرة. حاول مرة أخرى بعد { $seconds } ثوانٍ.
        [many] رموز خاطئة كثيرة. حاول مرة أخرى بعد { $seconds } ثانية.
       *[other] رموز خاطئة كثيرة. حاول مرة أخرى بعد { $seconds } ثانية.
    }
code-give-up =
    لم نجد رمزك.
    توجه إلى مكتب الاستعلامات.
check-in-early =
    ما زال الوقت مبكرًا لتسجيل الوصول.
    يبدأ تسجيل الوصول الساعة { $time }.
check-in-late =
    فات وقت تسجيل الوصول.
    توجه إلى مكتب الاستعلامات.
check-in-another-day =
    موعدك في يوم آخر.
    { $when }
check-in-elsewhere =
    موعدك في فرع آخر.
    { $where }
check-in-not-needed =
    لا حاجة إلى تسجيل الوصول.
    تابع الشاشة حتى يظهر { $number }.
check-in-called =
    نودي على رقمك.
    ابحث عن { $number } على الشاشة.
check-in-desk =
    لا يمكن تسجيل وصولك هنا الآن.
    توجه إلى مكتب الاستعلامات.

## K14 My ticket, K15 give it back

mine-known = لديك حجز لهذه الخدمة
# $number (String) "A042"
mine-called = نودي على رقمك. انظر إلى الشاشة: { $number }.
mine-parked = توجه إلى مكتب الاستعلامات.
mine-check-in = تسجيل الوصول
# $time (String) "13:45"
mine-check-in-from = تسجيل الوصول من { $time }
mine-move = تغيير الوقت
mine-leave = إلغاء الموعد
mine-leave-queue = مغادرة الطابور
mine-print = طباعة مرة أخرى
mine-sending = لحظة…
mine-unknown =
    لا نعرف بعد هل تم ذلك.
    المس «حسنًا» لننظر مرة أخرى.
mine-copies =
    طُبعت تذكرتك بما يكفي.
    اسأل في مكتب الاستعلامات.
move-take = خذ هذا الوقت بدلًا منه
move-instead = بدلًا من { $when }
time-yours = وقتك
time-explain-yours =
    هذا هو الوقت الذي لديك.
    اختر وقتًا آخر أو ارجع.
leave-appointment = هل تلغي هذا الموعد؟
leave-appointment-keep = احتفظ به
leave-appointment-give = نعم، ألغه
leave-queue = هل تغادر الطابور؟
leave-queue-keep = البقاء في الطابور
leave-queue-give = نعم، أغادر
left-done =
    تم الإلغاء.
    لا يلزمك شيء آخر.
left-again = احجز وقتًا آخر

## Help with the screen

help-question = كيف نسهّل عليك؟
help-larger = نص أكبر
help-smaller = نص عادي
help-staff = استدعاء موظف
help-staff-coming =
    استدعينا موظفًا.
    انتظر هنا، سيأتي أحد إلى هذه الشاشة.
help-staff-nobody =
    لا يمكن استدعاء أحد من هنا الآن.
    توجه إلى مكتب الاستعلامات.

## K3 Group

group-question = ما موضوع زيارتك؟
group-services =
    { $count ->
        [zero] لا خدمات
        [one] خدمة واحدة
        [two] خدمتان
        [few] { $count } خدمات
        [many] { $count } خدمة
       *[other] { $count } خدمة
    }

## K4 Service

service-question = ما الخدمة التي تحتاج إليها؟
service-none = لا توجد خدمات هنا اليوم.
service-closed = مغلق
closed-opens = يفتح { $when }
closed-today = لا يعمل اليوم
closed-no-numbers = نفدت أرقام اليوم
closed-full = اكتمل العدد اليوم
closed-paused = متوقفة الآن
closed-not-walkin = بموعد مسبق فقط

explain-closed = خدمة { $service } مغلقة الآن. تفتح { $when }.
explain-closed-today = خدمة { $service } لا تعمل اليوم.
explain-no-numbers = نفدت أرقام اليوم لخدمة { $service }.
explain-full = اكتمل العدد اليوم لخدمة { $service }.
explain-paused = لا تُعطى أرقام لخدمة { $service } الآن.
explain-not-walkin = خدمة { $service } بموعد مسبق فقط.
explain-next = اختر خدمة أخرى.

## K5 and K9: what you get, and the last button

confirm-before-you = قبلك
confirm-wait-minutes = مدة الانتظار بالدقائق
bring = أحضر معك: { $things }
confirm-take = خذ رقمًا
confirm-sending = نأخذ لك رقمًا…
confirm-slow = يستغرق هذا وقتًا أطول من المعتاد…
confirm-try-again = حاول مرة أخرى
confirm-no-paper = الطابعة لا تعمل. سيظهر رقمك على هذه الشاشة.

later-book = احجز موعدًا
later-next = أقرب موعد: { $when }

## K7 Who: a phone number

phone-question = رقم هاتفك
phone-why = للعثور على حجزك لاحقًا.
phone-country = تغيير
phone-which-country = اكتب رمز بلدك.
phone-short =
    { $count ->
        [zero] الرقم قصير جدًا.
        [one] الرقم قصير جدًا: ينقصه رقم واحد.
        [two] الرقم قصير جدًا: ينقصه رقمان.
        [few] الرقم قصير جدًا: تنقصه { $count } أرقام.
        [many] الرقم قصير جدًا: ينقصه { $count } رقمًا.
       *[other] الرقم قصير جدًا: ينقصه { $count } رقم.
    }
phone-long = الرقم طويل جدًا. تحقق منه.
phone-skip = متابعة دون رقم
key-clear = مسح

## K7b Who: a name

name-question = اسمك
name-short = اسمك: حرفان على الأقل
key-space = مسافة

## K8 Day and time

time-question = اختر اليوم والوقت
time-what =
    { $minutes ->
        [zero] { $service }، { $minutes } دقيقة
        [one] { $service }، دقيقة واحدة
        [two] { $service }، دقيقتان
        [few] { $service }، { $minutes } دقائق
        [many] { $service }، { $minutes } دقيقة
       *[other] { $service }، { $minutes } دقيقة
    }
time-morning = صباحًا
time-afternoon = بعد الظهر
time-evening = مساءً
time-free =
    { $count ->
        [zero] لا مكان
        [one] مكان واحد
        [two] مكانان
        [few] { $count } أماكن
        [many] { $count } مكانًا
       *[other] { $count } مكان
    }
time-taken = محجوز

# An event or a class
session-question = اختر موعدًا
session-looking = نبحث عن المواعيد…
session-none = لا توجد مواعيد متاحة الآن. اسأل أحد الموظفين.
session-again = ابحث مجددًا
session-places =
    { $most ->
        [zero] بقي { $left } من { $most } مكان
        [one] بقي { $left } من مكان واحد
        [two] بقي { $left } من مكانين
        [few] بقي { $left } من { $most } أماكن
        [many] بقي { $left } من { $most } مكانًا
       *[other] بقي { $left } من { $most } مكان
    }
session-needs =
    { $count ->
        [zero] يُقام بأي عدد
        [one] يُقام بشخص واحد على الأقل
        [two] يُقام بشخصين على الأقل
        [few] يُقام بـ { $count } أشخاص على الأقل
        [many] يُقام بـ { $count } شخصًا على الأقل
       *[other] يُقام بـ { $count } شخص على الأقل
    }
session-when = { $day }، { $time }
session-full = اكتمل
session-explain-full =
    اكتمل هذا الموعد.
    اختر موعدًا آخر.
time-too-soon = قريب جدًا
time-nearest = أقرب الأوقات المتاحة
time-others = أوقات أخرى
time-gone = حُجز الوقت { $time } للتو.
time-explain-taken =
    الوقت { $time } محجوز.
    اختر وقتًا آخر.
time-explain-too-soon =
    الوقت { $time } قريب جدًا ولا يمكن حجزه.
    اختر وقتًا لاحقًا.
day-free =
    { $count ->
        [zero] لا وقت
        [one] وقت واحد
        [two] وقتان
        [few] { $count } أوقات
        [many] { $count } وقتًا
       *[other] { $count } وقت
    }
day-full = مكتمل
day-closed = مغلق
day-over = انتهى
day-not-yet = ليس بعد
day-loading = …
day-looking = نبحث عن أوقات متاحة…
day-none = لا توجد أوقات متاحة للحجز.
day-why-full = اكتمل هذا اليوم.
day-why-closed = لا مواعيد في هذا اليوم.
day-why-over = لا أوقات أخرى في هذا اليوم.
day-why-not-yet = لا يمكن حجز هذا اليوم بعد.
day-next = أقرب يوم متاح: { $day }.
day-show = عرض { $day }

## K9 Is this right?

book-question = هل هذا صحيح؟
book-when = { $day }، الساعة { $time }
book-when-long =
    { $minutes ->
        [zero] { $day }، الساعة { $time } ({ $minutes } دقيقة)
        [one] { $day }، الساعة { $time } (دقيقة واحدة)
        [two] { $day }، الساعة { $time } (دقيقتان)
        [few] { $day }، الساعة { $time } ({ $minutes } دقائق)
        [many] { $day }، الساعة { $time } ({ $minutes } دقيقة)
       *[other] { $day }، الساعة { $time } ({ $minutes } دقيقة)
    }
book-phone = رقم هاتف ينتهي بـ { $tail }
book-kept = نحتفظ لك بهذا الوقت لمدة { $time }.
book-let-go = لم نعد نحتفظ لك بهذا الوقت.
book-take = احجز هذا الوقت
book-sending = نحجز لك الوقت…
book-check-again = تحقق مرة أخرى

## K10 The number

number-title = رقمك
number-watch = تابع الشاشة حتى يظهر { $number }.
number-printing = تُطبع تذكرتك الآن…
number-still-printing = ما زالت الطباعة جارية…
number-take-ticket = خذ تذكرتك من الأسفل، ثم تفضل بالجلوس.
number-no-paper = الطابعة لا تعمل. رقمك صالح: { $number }.
number-photo = التقط صورة لهذه الشاشة.
number-unsure = لا نعرف هل طُبعت تذكرتك. رقمك صالح: { $number }.
number-code = رمز تذكرتك
number-unknown = لا نعرف هل أخذت رقمًا. توجه إلى مكتب الاستعلامات.
number-done = تم
number-done-in = تم ({ $seconds })

given-appointment = موعدك
given-take-paper = خذ تذكرتك من الأسفل واحتفظ بها حتى موعدك.
arrived-title = سُجّل وصولك
arrived-sit-down = تفضل بالجلوس حتى ننادي رقمك.
arrived-class = كن في القاعة في الموعد. لن يُنادى على الأرقام.

## K11 Are you still there?

idle-title = هل ما زلت هنا؟
idle-clearing =
    { $count ->
        [zero] ستُمسح هذه الشاشة الآن.
        [one] ستُمسح هذه الشاشة بعد ثانية واحدة.
        [two] ستُمسح هذه الشاشة بعد ثانيتين.
        [few] ستُمسح هذه الشاشة بعد { $count } ثوانٍ.
        [many] ستُمسح هذه الشاشة بعد { $count } ثانية.
       *[other] ستُمسح هذه الشاشة بعد { $count } ثانية.
    }
idle-continue = نعم، أتابع
idle-clear = امسح الآن

## K12 Out of service

out-title = هذا الجهاز لا يعمل الآن
out-desk = توجه إلى مكتب الاستعلامات.
out-valid = هل لديك رقم؟ ما زال صالحًا.
out-since = منذ الساعة { $time }
out-reference = الرمز المرجعي { $reference }

## K17 Closed

closed-title = نحن مغلقون الآن
closed-until = نفتح { $when }
closed-long = مواعيد العمل مكتوبة عند الباب.

## Errors

error-validation = لم ينجح هذا. ابدأ من جديد.
error-not-found = لم يعد هذا موجودًا. ابدأ من جديد.
error-key-missing = لم ينجح هذا. ابدأ من جديد.
error-key-reused = أُخذ هذا الرقم من قبل. ابدأ من جديد لأخذ رقم آخر.
error-key-running = ما زلنا نعمل على طلبك. انتظر لحظة.
error-too-large = لم ينجح هذا. ابدأ من جديد.
error-auth = لا يمكن لهذا الجهاز إعطاء أرقام الآن. توجه إلى مكتب الاستعلامات.
error-forbidden = لا يمكن لهذا الجهاز فعل ذلك. توجه إلى مكتب الاستعلامات.
error-rate-limited = الطلبات كثيرة الآن. انتظر لحظة ثم حاول مرة أخرى.
error-closed = هذه الخدمة مغلقة الآن. اختر خدمة أخرى.
error-full = اكتمل العدد لهذه الخدمة اليوم. اختر خدمة أخرى.
error-no-numbers = نفدت أرقام اليوم. اختر خدمة أخرى.
error-not-walkin = هذه الخدمة بموعد مسبق فقط. اختر خدمة أخرى.
error-not-appointable = لا مواعيد لهذه الخدمة. خذ رقمًا.
error-holiday = لا مواعيد في هذا اليوم. اختر يومًا آخر.
error-past = انقضى هذا الوقت. اختر وقتًا لاحقًا.
error-too-soon = هذا الوقت قريب جدًا. اختر وقتًا لاحقًا.
error-too-far = لا يمكن حجز هذا اليوم بعد. اختر يومًا أقرب.
error-slot-taken = حُجز هذا الوقت للتو. اختر وقتًا آخر.
error-staff-away = لا مواعيد عند أحد في هذا الوقت. اختر وقتًا آخر.
error-limit-reached = لديك موعد لهذه الخدمة بالفعل.
error-too-early = ما زال الوقت مبكرًا لتسجيل الوصول. عد بعد قليل.
error-too-late = انتهى موعدك. توجه إلى مكتب الاستعلامات.
error-wrong-day = موعدك في يوم آخر.
error-wrong-branch = موعدك في فرع آخر.
error-not-cancellable = لا يمكن الإلغاء الآن. توجه إلى مكتب الاستعلامات.
error-not-allowed-now = لا يمكن فعل ذلك الآن. توجه إلى مكتب الاستعلامات.
error-counter-closed = هذا الشباك مغلق. تابع الشاشة لمعرفة شباك آخر.
error-paused = لا تُعطى أرقام لهذه الخدمة الآن. توجه إلى مكتب الاستعلامات.
error-pin = الرمز السري غير صحيح. حاول مرة أخرى.
error-locked = رموز خاطئة كثيرة. انتظر قليلًا ثم حاول مرة أخرى.
error-nothing-served = لا أحد عند هذا الشباك.
error-not-offered = هذا غير متاح هنا. توجه إلى مكتب الاستعلامات.
error-blocked = سيساعدك موظفونا. توجه إلى مكتب الاستعلامات.
error-changed = تغيّر شيء. انظر مرة أخرى ثم اختر.
error-offline = لا نستطيع الوصول إلى نظام الأرقام. انتظر لحظة ثم حاول مرة أخرى.
error-timeout = نظام الأرقام لا يستجيب. انتظر لحظة ثم حاول مرة أخرى.
error-upstream = في نظام الأرقام مشكلة. توجه إلى مكتب الاستعلامات.
error-ambiguous = لا نعرف هل أخذت رقمًا. حاول مرة أخرى: ستأخذ رقمًا واحدًا فقط.
error-store-full = لا يمكن إعطاء أرقام الآن. توجه إلى مكتب الاستعلامات.
error-store-failed = لا يمكن إعطاء أرقام الآن. توجه إلى مكتب الاستعلامات.
error-store-locked = نظام الأرقام مشغول. انتظر لحظة ثم حاول مرة أخرى.
error-unexpected = حدثت مشكلة. توجه إلى مكتب الاستعلامات.
error-config = لم يُجهَّز هذا الجهاز بعد. توجه إلى مكتب الاستعلامات.
error-paper-out = لا يوجد ورق في الطابعة. رقمك صالح.
error-paper-low = ورق الطابعة على وشك النفاد.
error-cover-open = غطاء الطابعة مفتوح. رقمك صالح.
error-cutter = الطابعة لا تقطع الورق. رقمك صالح.
error-printer-error = الطابعة لا تعمل. رقمك صالح.
error-printer-offline = الطابعة متوقفة. رقمك صالح.
error-printer-silent = الطابعة لا تستجيب. رقمك صالح.
error-printer-busy = الطابعة مشغولة. رقمك صالح.
error-expired = استغرقت الطباعة وقتًا طويلًا. رقمك صالح.
error-interrupted = توقفت الطباعة. رقمك صالح.
error-unprintable = لا يمكن طباعة هذه التذكرة. رقمك صالح.

## Ticket (paper)

ticket-number = رقمك
ticket-taken = وقت أخذ الرقم
ticket-before-you = قبلك (الساعة { $time })
ticket-people =
    { $count ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $count } أشخاص
        [many] { $count } شخصًا
       *[other] { $count } شخص
    }
ticket-wait = مدة الانتظار (تقدير)
ticket-where = مكان الانتظار
ticket-code = رمز تذكرتك
ticket-follow = تابع الدور على هاتفك
ticket-bring = أحضر معك: { $things }
# The staff look for the word COPY.
ticket-copy = نسخة COPY { $copy }
ticket-id = id { $id }

## Appointment (paper)

appointment-title = موعد
appointment-number = رقمك
appointment-name = الاسم
appointment-arrive = سجّل وصولك من { $opens } إلى { $closes }.
