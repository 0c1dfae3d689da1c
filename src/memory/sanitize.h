/* sanitize.h: tells AddressSanitizer which cached memory nobody owns. */
#ifndef TNI_SANITIZE_H
#define TNI_SANITIZE_H

#if defined(__SANITIZE_ADDRESS__)
#define TNI_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TNI_ASAN 1
#endif
#endif

#ifdef TNI_ASAN
#include <sanitizer/asan_interface.h>
#define tni_poison(data, bytes)   __asan_poison_memory_region((data), (bytes))
#define tni_unpoison(data, bytes) __asan_unpoison_memory_region((data), (bytes))
#else
#define TNI_ASAN                  0
#define tni_poison(data, bytes)   ((void)(data), (void)(bytes))
#define tni_unpoison(data, bytes) ((void)(data), (void)(bytes))
#endif

#endif
