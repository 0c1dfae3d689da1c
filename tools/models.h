/* models.h: the models that `tenon train --model` names, which tests train too. */
#ifndef MODELS_H
#define MODELS_H

#include <tenon/tenon.h>

/* "mlp" and "cnn" for inputs of a size (of cnn: channels, rows, columns), "gpt" for so many tokens.
 * Its first values are the generator's next. The caller frees it; NULL with an error. */
tn_module *model_new(const char *name, tn_ints size, int64_t classes, tn_device device);

#endif
