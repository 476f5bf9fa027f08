### ما تعرضه شاشة القاعة وما تقوله.

board-number = الرقم
board-counter = الشباك
board-idle = يظهر رقمك هنا
board-again = مرة أخرى

board-now = الآن
board-minutes =
    { $minutes ->
        [zero] { $minutes } دقيقة
        [one] دقيقة
        [two] دقيقتان
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    }

board-updated = آخر تحديث { $time }
board-missed = فاتك رقمك؟ اسأل عند مكتب الاستعلامات.

board-stale = هذه الشاشة غير محدَّثة. استمع إلى رقمك.
board-blind = لا توجد أرقام الآن
board-blind-do = استمع إلى رقمك، أو اسأل عند مكتب الاستعلامات.

board-not-ready = هذه الشاشة غير جاهزة
board-too-small = على الشاشة { $has-columns } × { $has-rows } حرفًا، والمطلوب { $columns } × { $rows }. اختر خطًا أصغر.
board-no-branch = لم يُحمَّل أي فرع.
board-unknown-branch = لا يوجد فرع "{ $branch }".
board-which-branch = حدّد الفرع في --branch أو board.branch: { $branches }.
board-key-refused = خادم الطابور لا يقبل مفتاح هذه الشاشة: backend.key_file.
board-waiting-for-queue = في انتظار خادم الطابور…

board-say = الرقم { $number }، الشباك { $counter }.
board-say-named = الرقم { $number }، { $counter }.
board-digit-0 = صفر
board-digit-1 = واحد
board-digit-2 = اثنان
board-digit-3 = ثلاثة
board-digit-4 = أربعة
board-digit-5 = خمسة
board-digit-6 = ستة
board-digit-7 = سبعة
board-digit-8 = ثمانية
board-digit-9 = تسعة
