### العربية: ما يقرؤه الفني على الشاشة.

upkeep-title = الصيانة

## الرمز السري

upkeep-pin = اكتب الرمز السري
upkeep-pin-short = اكتب { $count } أرقام على الأقل.
upkeep-pin-wrong = هذا الرمز غير صحيح.
upkeep-pin-wait = انتظر { $seconds } ث، ثم حاول من جديد.
upkeep-pin-locked = رموز خاطئة كثيرة. حاول بعد { $minutes } د.
upkeep-pin-unreadable = تعذرت قراءة الرمز. الأمر "kiosk doctor" يبين السبب.
upkeep-pin-looking = جارٍ التحقق…

## ما يمكن فعله

upkeep-print = طباعة تجريبية
upkeep-printing = جارٍ الطباعة…
upkeep-scanner = اختبار الماسح
upkeep-check = اختبار ذاتي
upkeep-screen = اختبار الشاشة
upkeep-pause = أوقف الجهاز
upkeep-restart = أعد التشغيل
upkeep-end = أنهِ البرنامج

## الحالة

upkeep-none = لا يوجد
upkeep-asking = جارٍ السؤال…
upkeep-ready = جاهزة
upkeep-low = جاهزة، والورق يوشك على النفاد
upkeep-paper-out = لا ورق فيها
upkeep-paper-low = الورق يوشك على النفاد
upkeep-cover-open = الغطاء مفتوح
upkeep-cutter = القاطعة عالقة
upkeep-printer-error = تبلغ عن عطل
upkeep-printer-offline = مطفأة أو غير موصولة
upkeep-printer-silent = لا تجيب
upkeep-printer-busy = مشغولة
upkeep-printer = الطابعة: { $state }
upkeep-scanner-state = الماسح: { $state }
upkeep-scanner-keys = أي ماسح يكتب مثل لوحة المفاتيح
upkeep-scanner-off = لا يوجد
upkeep-scanner-opening = يجري فتحه
upkeep-scanner-ready = جاهز، على خط خاص به
upkeep-scanner-missing = غير موصول
upkeep-scanner-refused = لا يُسمح لهذا المستخدم بقراءته
upkeep-here = على هذا الجهاز
upkeep-server-asking = الخادم { $server }: جارٍ السؤال…
upkeep-server = الخادم { $server }: أجاب خلال { $ms } م.ث الساعة { $time }
upkeep-server-silent = الخادم { $server }: لا جواب الساعة { $time } ({ $reason })

## الاختبار الذاتي

upkeep-panel = الشاشة: { $columns } × { $rows } حرفًا على { $width } × { $height } مم
upkeep-panel-assumed = الشاشة: { $columns } × { $rows } حرفًا، ويُفترض { $width } × { $height } مم
upkeep-targets = أصغر زر: { $columns } × { $rows } حرفًا، { $width } × { $height } مم
upkeep-no-branch = الفرع: غير معروف بعد
upkeep-branches = الفروع: { $count }
upkeep-branch = الفرع: { $name } (الخدمات: { $count })
upkeep-clock-ahead = الساعة: تسبق ساعة الطابور بمقدار { $seconds } ث
upkeep-clock-behind = الساعة: تتأخر عن ساعة الطابور بمقدار { $seconds } ث
upkeep-clock-right = الساعة: مثل ساعة الطابور
upkeep-clock-unknown = الساعة: لم تُقارن بساعة الطابور بعد
upkeep-themes = السمات: { $count }
upkeep-sample = العربية من اليمين إلى اليسار وحروفها متصلة: التذكرة A042
upkeep-disk = القرص: { $mb } م.ب متاحة

## الطباعة التجريبية

upkeep-print-take =
    طُبعت
    ورقة واحدة عليها الرقم TEST.
upkeep-print-failed =
    لم تُطبع
    انظر إلى سطر الطابعة.
upkeep-print-unsure =
    ربما طُبعت
    لم تخبر الطابعة بذلك. انظر إلى الورق.

## اختبار الماسح

upkeep-scan-hold = ضع رمزًا تحت الماسح
upkeep-scan-test = على الورقة التجريبية رمز ليس لأحد.
upkeep-scan-again = ضع الرمز التالي تحته إن وُجد.
upkeep-scan-code = النوع: رمز تذكرة، ورقم التحقق صحيح
upkeep-scan-ticket = النوع: معرّف تذكرة
upkeep-scan-card = النوع: بطاقة الصيانة
upkeep-scan-unknown = النوع: ليس من رموزنا
upkeep-scan-raw = المقروء: { $raw }
upkeep-scan-length = عدد الأحرف: { $count }
upkeep-scan-layout = اضبط scanner.layout = "{ $layout }" ليُقرأ.
upkeep-scan-layout-good = تخطيط المفاتيح: صحيح

## اختبار الشاشة

upkeep-touch =
    { $count ->
        [0] أُصيبت كل الأهداف
        [zero] أُصيبت كل الأهداف
        [one] المس كل هدف مرة: بقي هدف واحد
        [two] المس كل هدف مرة: بقي هدفان
        [few] المس كل هدف مرة: بقيت { $count } أهداف
        [many] المس كل هدف مرة: بقي { $count } هدفًا
       *[other] المس كل هدف مرة: بقي { $count } هدف
    }
upkeep-strong = بارز
upkeep-topic = موضوع
upkeep-quiet = هادئ
upkeep-warning = تنبيه
upkeep-field = حقل

## الإيقاف وإعادة التشغيل والإنهاء

upkeep-staff-know = موظفونا على علم. توجه إلى مكتب الاستعلامات.
upkeep-busy =
    تجري طباعة ورقة
    انتظر حتى تخرج، ثم حاول من جديد.
upkeep-end-ask = هل تنهي البرنامج؟
upkeep-end-means = ستظهر الطرفية أو سطح المكتب خلفه، إلى أن يشغّل أحد أو النظام الجهاز من جديد.
upkeep-end-yes = أنهِه
upkeep-end-no = أبقِه
upkeep-still-there = هل ما زلت تعمل؟
upkeep-closing =
    { $count ->
        [zero] تُغلق الصيانة الآن.
        [one] تُغلق الصيانة بعد ثانية واحدة.
        [two] تُغلق الصيانة بعد ثانيتين.
        [few] تُغلق الصيانة بعد { $count } ثوانٍ.
        [many] تُغلق الصيانة بعد { $count } ثانية.
       *[other] تُغلق الصيانة بعد { $count } ثانية.
    }
upkeep-stay = ابقَ
upkeep-close = أغلق
