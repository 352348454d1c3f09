// stub
#include "mend/mend.hpp"
namespace unspin { EditList mend_entity(std::string_view, const Context&) { return {}; } }
