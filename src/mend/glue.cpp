// Glued sentences: "the chips.The company", "the hardwareAlibaba says".
//
// The damage: scrapers that drop the markup between blocks also drop the break between a headline
// and the next, or between two sentences. How it is repaired: a space goes in at the joint. Why it
// is safe: at every place where a capital follows a lower-case letter or a sentence's end without a
// space, evidence for two words is weighed against evidence for one: are the halves words of the
// context model, do they stand by themselves elsewhere in the document, does a sentence end behind
// the left half and begin with the right one, does what follows fit it; is the whole a known word,
// does it recur, has the left half other parts ("tf.keras"), is it an identifier, a file name, an
// abbreviation. What it leaves: everything short of the threshold; DeepSeek, Node.js, U.S., v2.0,
// iPhone, fooBar stay whole.
//   "depends on the chips.The rest"  ->  "depends on the chips. The rest"
//   "he said.\"We will walk.\""      ->  "he said. \"We will walk.\""
//   "YouTube and Node.js"            stays
// Covered by tests/unit/glue_test.cpp and tests/quality/joints.py.
#include <algorithm>
#include <cmath>

#include "mend/glue_parts.hpp"
#include "mend/mend.hpp"

namespace unspin {

namespace {

// What was parted stands by itself, and may make further joints sure.
constexpr int kMostRounds = 6;

// As many sentences as make the most of all other joints.
constexpr std::size_t kManyJoints = 100;

void part_joints(const Scan& scan, const std::vector<glue::Joint>& joints, const Context& context,
                 std::vector<Edit>& edits) {
  glue::Judge judge(scan, joints, context);
  // Nearly all texts have joints that are names, and nothing that could make them anything else.
  judge.set_sentence_joints(kManyJoints);
  if (std::none_of(joints.begin(), joints.end(),
                   [&](const glue::Joint& joint) { return judge.weigh(joint) >= 0; }))
    return;
  judge.set_sentence_joints(0);
  const auto sure = std::count_if(joints.begin(), joints.end(),
                                  [&](const glue::Joint& joint) { return judge.is_clear(joint); });
  judge.set_sentence_joints(static_cast<std::size_t>(sure));
  const auto doubtful = std::count_if(joints.begin(), joints.end(), [&](const glue::Joint& joint) {
    return judge.is_doubtful(joint);
  });
  judge.set_doubtful(static_cast<std::size_t>(doubtful));
  for (const glue::Joint& joint : joints) {
    const double evidence = judge.weigh(joint);
    if (evidence < 0) continue;
    const double confidence = 1 / (1 + std::exp(-evidence - 1.5));
    edits.push_back({{joint.joint, joint.joint}, "", " ", "glue", confidence});
  }
}

EditList mend_once(std::string_view text, const Context& context, const Survey& survey) {
  std::vector<Edit> edits;
  glue::part_words(text, context, survey, edits);
  const std::vector<glue::Joint> joints = glue::find_joints(text, survey.scan().inner_capitals());
  if (!joints.empty()) part_joints(survey.scan(), joints, context, edits);
  return EditList::from_unsorted(std::move(edits));
}

}  // namespace

EditList mend_glue(std::string_view text, const Context& context, const Survey& survey) {
  EditList edits = mend_once(text, context, survey);
  if (edits.empty()) return edits;
  Survey mended = Survey::beside(survey);
  for (int round = 1; round < kMostRounds; ++round) {
    const std::string so_far = edits.apply(text);
    mended.read(so_far);
    const EditList further = mend_once(so_far, context, mended);
    if (further.empty()) break;
    edits = compose(edits, further, text);
  }
  return edits;
}

EditList mend_glue(std::string_view text, const Context& context) {
  Survey survey(context);
  survey.read(text);
  return mend_glue(text, context, survey);
}

}  // namespace unspin
